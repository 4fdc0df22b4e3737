import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { crossTaps, maxTapsInto, sumTapsInto } from "../../src/ops/region-taps.ts";

// Six planes of 2 x 3, each feature its own number, so that planes in fours and one by one are met.
const maps = {
  data: Float32Array.from({ length: 36 }, (_, i) => i),
  count: 1,
  channels: 6,
  height: 2,
  width: 3,
};

describe("taps of regions", () => {
  const rows = [{ indices: [0, 1], weights: [0.25, 0.75] }];
  const cols = [
    { indices: [2], weights: [2] },
    { indices: [], weights: [] },
  ];
  const taps = crossTaps(rows, cols, 3);

  test("are rows with columns, bin after bin", () => {
    assert.deepEqual([...taps.starts], [0, 2, 2]);
    assert.deepEqual([...taps.offsets], [2, 5]);
    assert.deepEqual([...taps.weights], [0.5, 1.5]);
  });

  test("are summed and maximised in each plane; a bin without any is 0", () => {
    const sums = new Float32Array(13);
    sumTapsInto(sums, 1, taps, maps, 0, 2);
    const want = [0, 1, 2, 3, 4, 5].flatMap((c) => [
      (0.5 * (6 * c + 2) + 1.5 * (6 * c + 5)) / 2,
      0,
    ]);
    assert.deepEqual([...sums], [0, ...want]);
    const largest = new Float32Array(12);
    maxTapsInto(largest, 0, taps, maps, 0);
    assert.deepEqual([...largest], [5, 0, 11, 0, 17, 0, 23, 0, 29, 0, 35, 0]);
  });
});
