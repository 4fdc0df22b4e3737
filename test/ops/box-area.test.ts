import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { boxArea } from "../../src/ops/index.ts";
import { BoundingBoxes } from "../../src/sample/index.ts";
import { Tensor, tensor } from "../../src/tensor/index.ts";
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

  test("takes width and height where they are given, and turned boxes", () => {
    const boxes = tensor([[5, 5, 2, 3]]);
    for (const fmt of ["xywh", "cxcywh"] as const)
      assert.equal(boxArea(boxes, { fmt }).hostData()[0], 6);
    const turned = boxArea(tensor([[5, 5, 2, 3, 30]]), { fmt: "xywhr" });
    assert.ok(Math.abs(Number(turned.hostData()[0]) - 6) < 1e-5);
    const info = { format: "XYWH", canvasSize: [9, 9] } as const;
    assert.equal(boxArea(BoundingBoxes.from([[1, 1, 2, 3]], info)).hostData()[0], 6);
  });
});
