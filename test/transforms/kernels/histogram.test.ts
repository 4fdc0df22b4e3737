import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { histograms } from "../../../src/transforms/kernels/histogram.ts";
import { noise } from "../samples.ts";

describe("histograms", () => {
  test("count each channel by itself", () => {
    for (const channels of [1, 2, 3, 4] as const) {
      const data = noise(9, 11, channels).data as Uint8Array;
      const want = Array.from({ length: channels }, () => new Int32Array(256));
      for (const [i, byte] of data.entries()) want[i % channels]![byte]!++;
      assert.deepEqual(histograms(data, channels), want);
    }
  });
});
