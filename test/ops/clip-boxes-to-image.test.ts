import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { clipBoxesToImage } from "../../src/ops/index.ts";
import { tensor } from "../../src/tensor/index.ts";
import { assertTensor, golden, type Packed, unpacked } from "./golden.ts";

interface Case {
  readonly boxes: Packed;
  readonly size: readonly [number, number];
  readonly want: Packed;
}

describe("clipBoxesToImage", () => {
  for (const { boxes, size, want } of golden<{ clipped: readonly Case[] }>("boxes").clipped)
    test(`${boxes.dtype} to [${size}] equals torchvision's`, () =>
      assertTensor(clipBoxesToImage(unpacked(boxes), size), want));

  test("refuses sizes that are none", () => {
    const boxes = tensor([[0, 0, 1, 1]]);
    assert.throws(() => clipBoxesToImage(boxes, 5 as never), /size as \[height, width\], got 5/);
    assert.throws(() => clipBoxesToImage(boxes, [5, -1]), /size to be a whole number/);
  });
});
