import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { masksToBoxes } from "../../src/ops/index.ts";
import { Mask } from "../../src/sample/index.ts";
import { Tensor } from "../../src/tensor/index.ts";
import { assertTensor, golden, type Packed, unpacked } from "./golden.ts";

interface Case {
  readonly masks: Packed;
  readonly want: Packed;
}

describe("masksToBoxes", () => {
  for (const { masks, want } of golden<{ around: readonly Case[] }>("boxes").around)
    test(`[${masks.shape}] equals torchvision's, as tensor and as Mask`, () => {
      const planes = unpacked(masks);
      assertTensor(masksToBoxes(planes), want);
      const mask = new Mask(
        planes.hostData() as Uint8Array,
        masks.shape as [number, number, number],
      );
      assertTensor(masksToBoxes(mask), want);
    });

  test("no masks have no boxes; an empty one has none either, which is an error", () => {
    assert.deepEqual(masksToBoxes(new Mask(new Uint8Array(0), [0, 2, 2])).shape, [0, 4]);
    const blank = Tensor.fromData(new Uint8Array(8), [2, 2, 2]);
    assert.throws(() => masksToBoxes(blank), /masks with pixels, got "mask 0 without"/);
    assert.throws(
      () => masksToBoxes(new Mask(new Uint8Array(4), [2, 2])),
      /\[n, h, w\], got \[2, 2\]/,
    );
  });
});
