import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { addNoiseToBytes, addNoiseToFloats } from "../../../src/transforms/kernels/add-noise.ts";

// two pixels of two channels; the noise of channel 0 comes first
const noise = Float32Array.of(1, 2, -1, -2);

describe("noise kernels", () => {
  test("put plane after plane of noise on channels side by side", () => {
    const got = addNoiseToFloats(new Float32Array(4).fill(0.5), noise, 2, false);
    assert.deepEqual([...got], [1.5, -0.5, 2.5, -1.5]);
    const bytes = addNoiseToBytes(new Uint8Array(4).fill(9), noise, 2, true);
    assert.deepEqual([...bytes], [10, 8, 11, 7]);
  });

  test("cut floats to 0..1 only with clip", () => {
    const src = new Float32Array(4);
    assert.deepEqual([...addNoiseToFloats(src, noise, 2, true)], [1, 0, 1, 0]);
    assert.deepEqual([...addNoiseToFloats(src, noise, 2, false)], [1, -1, 2, -2]);
  });

  test("lose the fraction of bytes towards 0", () => {
    const src = Uint8Array.of(10, 10, 10, 10);
    const got = addNoiseToBytes(src, Float32Array.of(0.9, -0.9, 1.8, -1.8), 1, true);
    assert.deepEqual([...got], [10, 10, 11, 9]);
  });

  test("cut bytes to 0..255, or let them wrap", () => {
    const src = Uint8Array.of(0, 0, 255, 255);
    assert.deepEqual([...addNoiseToBytes(src, noise, 2, true)], [1, 0, 255, 253]);
    assert.deepEqual([...addNoiseToBytes(src, noise, 2, false)], [1, 255, 1, 253]);
  });
});
