import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { addNoiseToBytes, addNoiseToFloats } from "../../../src/transforms/kernels/add-noise.ts";

// two pixels of two channels; the noise of channel 0 comes first
const noise = Float32Array.of(1, 2, -1, -2);

describe("noise kernels", () => {
  test("put plane after plane of noise on channels side by side", () => {
    const got = addNoiseToFloats(Float32Array.of(0.5, 0.5, 0.5, 0.5), noise, 2, {
      mean: 0,
      sigma: 0.125,
      clip: true,
    });
    assert.deepEqual([...got], [0.625, 0.375, 0.75, 0.25]);
  });

  test("cut floats to 0..1 only with clip", () => {
    const scale = { mean: 0, sigma: 1, clip: true };
    const src = new Float32Array(4);
    assert.deepEqual([...addNoiseToFloats(src, noise, 2, scale)], [1, 0, 1, 0]);
    const free = addNoiseToFloats(src, noise, 2, { ...scale, clip: false });
    assert.deepEqual([...free], [1, -1, 2, -2]);
  });

  test("lose the fraction of bytes towards 0", () => {
    const src = Uint8Array.of(10, 10, 10, 10);
    const got = addNoiseToBytes(src, noise, 2, { mean: 0, sigma: 0.9 / 255, clip: true });
    assert.deepEqual([...got], [10, 10, 11, 9]); // 0.9, -0.9, 1.8, -1.8
  });

  test("cut bytes to 0..255, or let them wrap", () => {
    const src = Uint8Array.of(0, 0, 255, 255);
    const scale = { mean: 0, sigma: 3 / 255, clip: true };
    assert.deepEqual([...addNoiseToBytes(src, noise, 2, scale)], [3, 0, 255, 249]);
    const free = addNoiseToBytes(src, noise, 2, { ...scale, clip: false });
    assert.deepEqual([...free], [3, 253, 5, 249]);
  });
});
