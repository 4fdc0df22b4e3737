import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { boxArea } from "../../src/ops/index.ts";
import { Tensor } from "../../src/tensor/index.ts";
import { assertTensor, unpacked } from "./golden.ts";
import { pairs } from "./pair-golden.ts";

describe("boxArea", () => {
  for (const { a, area } of pairs)
    test(`${a.dtype} [${a.shape}] equals torchvision's`, () =>
      assertTensor(boxArea(unpacked(a)), area));

  test("bytes give areas that no byte holds", () => {
    const area = boxArea(Tensor.fromData(Uint8Array.of(0, 0, 200, 100), [1, 4]));
    assert.equal(area.dtype, "int32");
    assert.equal(area.hostData()[0], 20000);
  });
});
