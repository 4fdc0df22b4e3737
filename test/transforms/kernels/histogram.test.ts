import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  extremes,
  histograms,
  plainHistograms,
} from "../../../src/transforms/kernels/histogram.ts";
import { noise } from "../samples.ts";

describe("histograms", () => {
  test("count each channel by itself", () => {
    for (const channels of [1, 2, 3, 4] as const) {
      const data = noise(9, 11, channels).data as Uint8Array;
      const want = Array.from({ length: channels }, () => new Int32Array(256));
      for (const [i, byte] of data.entries()) want[i % channels]![byte]!++;
      assert.deepEqual(histograms(data, channels), want);
      assert.deepEqual(plainHistograms(data, channels), want);
    }
  });
});

describe("extremes", () => {
  test("are the ends of each channel", () => {
    assert.deepEqual(extremes(Uint8Array.of(9, 1, 3, 4), 2), [
      [3, 9],
      [1, 4],
    ]);
    for (const width of [1, 15, 16, 17, 33]) {
      const data = noise(1, width).data as Uint8Array;
      const want = [0, 1, 2].map((c) => {
        const channel = data.filter((_, i) => i % 3 === c);
        return [Math.min(...channel), Math.max(...channel)];
      });
      assert.deepEqual(extremes(data, 3), want);
    }
  });
});
