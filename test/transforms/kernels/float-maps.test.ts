import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  affineFloatsInto,
  bytesFromFloats,
  floatRanges,
  floatsFromBytes,
  gammaFloats,
  invertFloats,
  posterizeFloats,
  solarizeFloats,
} from "../../../src/transforms/kernels/float-maps.ts";

describe("float maps", () => {
  const src = Float32Array.of(-0.5, 0, 0.25, 0.5, 1, 1.5);

  test("scale and move each channel, cut to 0..1", () => {
    const out = new Float32Array(6);
    affineFloatsInto(out, src, [
      { scale: 1, add: 0.25 },
      { low: 0.25, scale: 2 },
    ]);
    assert.deepEqual([...out], [0, 0, 0.5, 0.5, 1, 1]);
    affineFloatsInto(out, src, [{ scale: 0.5 }]);
    assert.deepEqual([...out], [0, 0, 0.125, 0.25, 0.5, 0.75]);
  });

  test("invert, solarize, posterize and gamma by their formulas", () => {
    assert.deepEqual([...invertFloats(src)], [1.5, 1, 0.75, 0.5, 0, -0.5]);
    assert.deepEqual([...solarizeFloats(src, 0.5)], [-0.5, 0, 0.25, 0.5, 0, -0.5]);
    assert.deepEqual([...posterizeFloats(src, 1)], [0, 0, 0, 0.5, 0.5, 0.5]);
    assert.deepEqual([...gammaFloats(src, 2, 1)], [0.25, 0, 0.0625, 0.25, 1, 2.25]);
  });

  test("bytes come back from the floats that they became", () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
    assert.deepEqual(bytesFromFloats(floatsFromBytes(bytes)), bytes);
    assert.deepEqual([...bytesFromFloats(src)], [0, 0, 63, 127, 255, 255]);
  });

  test("range over each channel", () => {
    assert.deepEqual(floatRanges(src, 2), [
      [-0.5, 1],
      [0, 1.5],
    ]);
    assert.deepEqual(floatRanges(Float32Array.of(3), 1), [[3, 3]]);
  });
});
