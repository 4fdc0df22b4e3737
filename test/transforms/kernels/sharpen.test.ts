import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { sharpenBytes, sharpenFloats } from "../../../src/transforms/kernels/sharpen.ts";
import { floatNoise, noise } from "../samples.ts";

describe("sharpenBytes", () => {
  test("with factor 1 is a copy, and never touches alpha", () => {
    for (const channels of [1, 2, 3, 4] as const) {
      const src = noise(6, 5, channels).data as Uint8Array;
      assert.deepEqual(sharpenBytes(src, 5, channels, 1), src);
      const out = sharpenBytes(src, 5, channels, 4);
      for (const [i, byte] of out.entries())
        if (channels % 2 === 0 && i % channels === channels - 1) assert.equal(byte, src[i]);
      assert.notDeepEqual(out, src);
    }
  });

  test("does channels alike and apart", () => {
    const rgb = noise(7, 6).data as Uint8Array;
    const out = sharpenBytes(rgb, 6, 3, 0.2);
    for (const c of [0, 1, 2]) {
      const one = sharpenBytes(
        rgb.filter((_, i) => i % 3 === c),
        6,
        1,
        0.2,
      );
      assert.deepEqual(
        out.filter((_, i) => i % 3 === c),
        one,
      );
    }
  });
});

describe("sharpenFloats", () => {
  test("blurs by the same weights, cut to 0..1", () => {
    const src = floatNoise(3, 3, 1).data as Float32Array;
    const blur = (src.reduce((sum, v) => sum + v, 0) + 4 * src[4]!) / 13;
    const out = sharpenFloats(src, 3, 1, 0.5);
    assert.ok(Math.abs(out[4]! - (blur + src[4]!) / 2) < 1e-6);
    const wild = sharpenFloats(Float32Array.of(-1, 2, 0, 0, 0, 0, 0, 0, 7), 3, 1, 3);
    assert.deepEqual([wild[0], wild[1], wild[8]], [0, 1, 1]);
  });
});
