import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { premultiply, unpremultiplyInto } from "../../../src/transforms/kernels/premultiply.ts";

describe("alpha weighting", () => {
  test("multiplies by alpha / 255, rounded to the nearest for all bytes", () => {
    for (let colour = 0; colour < 256; colour++)
      for (let alpha = 0; alpha < 256; alpha++) {
        const [got, kept] = premultiply(Uint8Array.of(colour, alpha), 2);
        assert.equal(got, Math.round((colour * alpha) / 255));
        assert.equal(kept, alpha);
      }
  });

  test("divides by alpha on the way back, rounded down, at most 255", () => {
    const out = Uint8Array.of(10, 20, 200, 100, 5, 6, 7, 0, 9, 9, 9, 255);
    unpremultiplyInto(out, 4);
    assert.deepEqual([...out], [25, 51, 255, 100, 5, 6, 7, 0, 9, 9, 9, 255]);
  });
});
