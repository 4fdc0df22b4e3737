import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { fitRectangles } from "../../../src/transforms/kernels/rotated-boxes.ts";
import { boxGolden } from "../box-golden.ts";

describe("fitRectangles", () => {
  test("equals torch's arithmetic", () => {
    const got = fitRectangles(Float32Array.from(boxGolden.quads));
    for (const [i, want] of boxGolden.fitted.entries())
      assert.ok(Math.abs(got[i]! - want) < 1e-4, `number ${i}: got ${got[i]}, want ${want}`);
  });

  test("a sheared box gets the rectangle on its longer side", () => {
    // sides 10 and sqrt(2): the lower edge is one pixel further right
    const quad = Float32Array.of(0, 0, 10, 0, 11, 1, 1, 1);
    const want = [0, 0, 11, 0, 11, 1, 0, 1];
    for (const [i, value] of fitRectangles(quad).entries())
      assert.ok(Math.abs(value - want[i]!) < 1e-5, `number ${i}: ${value}`);
  });
});
