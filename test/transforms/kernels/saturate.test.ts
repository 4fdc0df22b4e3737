import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { identityTable } from "../../../src/transforms/kernels/byte-tables.ts";
import { lumaBytes } from "../../../src/transforms/kernels/luma.ts";
import { saturateBytesInto, saturateFloatsInto } from "../../../src/transforms/kernels/saturate.ts";
import { noise } from "../samples.ts";

const inverted = Uint8Array.from({ length: 256 }, (_, byte) => 255 - byte);

describe("saturateBytesInto", () => {
  // Pillow's C: in1 + alpha * (in2 - in1) in float, cut, truncated.
  const blend = (grey: number, value: number, factor: number) => {
    const sum = Math.fround(grey + Math.fround(Math.fround(factor) * (value - grey)));
    return Math.trunc(Math.min(255, Math.max(0, sum)));
  };

  test("blends each colour with the grey of its pixel, through a table and in place", () => {
    for (const channels of [3, 4] as const)
      for (const factor of [0, 0.35, 1.7, 40]) {
        const src = noise(6, 5, channels).data as Uint8Array;
        const seen = src.map((byte, i) => (i % channels === 3 ? byte : 255 - byte));
        const grey = lumaBytes(seen, channels);
        const want = seen.map((byte, i) =>
          i % channels === 3 ? byte : blend(grey[Math.floor(i / channels)]!, byte, factor),
        );
        const out = src.slice();
        saturateBytesInto(out, out, channels, inverted, factor);
        assert.deepEqual(out, want);
        saturateBytesInto(out, seen, channels, identityTable(), factor);
        assert.deepEqual(out, want);
      }
  });
});

describe("saturateFloatsInto", () => {
  test("cuts to 0..1, in place", () => {
    const data = Float32Array.of(1, 0, 0.5);
    saturateFloatsInto(data, data, 10);
    assert.deepEqual([...data], [1, 0, 1]);
  });
});
