import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { removeSmallBoxes } from "../../src/ops/index.ts";
import { tensor } from "../../src/tensor/index.ts";
import { golden, indices, type Packed, unpacked } from "./golden.ts";

interface Case {
  readonly boxes: Packed;
  readonly size: number;
  readonly want: readonly number[];
}

describe("removeSmallBoxes", () => {
  for (const { boxes, size, want } of golden<{ small: readonly Case[] }>("boxes").small)
    test(`${boxes.dtype}, sides of ${size}, equals torchvision's`, () =>
      assert.deepEqual(indices(removeSmallBoxes(unpacked(boxes), size)), want));

  test("a side of just the size stays", () => {
    const boxes = tensor([
      [0, 0, 2, 2],
      [0, 0, 2, 1.9],
    ]);
    assert.deepEqual(indices(removeSmallBoxes(boxes, 2)), [0]);
  });
});
