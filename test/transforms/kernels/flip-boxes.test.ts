import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { mirrorBoxes, upendBoxes } from "../../../src/transforms/kernels/flip-boxes.ts";
import { boxGolden } from "../box-golden.ts";

describe("flips of boxes", () => {
  test("equal torch's arithmetic in each format, left to right and top to bottom", () => {
    for (const { rows, format, size, flips } of boxGolden.cases) {
      const before = Float32Array.from(rows);
      const got = [mirrorBoxes(before, format, size[1]), upendBoxes(before, format, size[0])];
      for (const [axis, out] of got.entries())
        for (const [i, value] of out.entries())
          assert.ok(Math.abs(value - flips[axis]![i]!) < 1e-4, `${format}, ${axis}, number ${i}`);
      assert.deepEqual(before, Float32Array.from(rows));
    }
  });

  test("each step rounds to float32", () => {
    // 2^24 + 1 is no float32 number: x + w stays at 2^24
    const row = Float32Array.of(2 ** 24, 0, 1, 1);
    assert.equal(mirrorBoxes(row, "XYWH", 2 ** 24)[0], 0);
  });
});
