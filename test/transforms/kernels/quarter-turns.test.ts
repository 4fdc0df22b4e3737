import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { quarterTurns } from "../../../src/transforms/kernels/quarter-turns.ts";
import { noise } from "../samples.ts";

describe("quarterTurns", () => {
  test("turns each plane counter-clockwise", () => {
    const src = new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    const layout = { planes: 2, height: 2, width: 3, channels: 1 };
    const turned = [1, 2, 3].map((turns) => [...quarterTurns(src, layout, turns)]);
    assert.deepEqual(turned[0], [3, 6, 2, 5, 1, 4, 9, 12, 8, 11, 7, 10]);
    assert.deepEqual(turned[1], [6, 5, 4, 3, 2, 1, 12, 11, 10, 9, 8, 7]);
    assert.deepEqual(turned[2], [4, 1, 5, 2, 6, 3, 10, 7, 11, 8, 12, 9]);
    assert.deepEqual(quarterTurns(src, layout, 0), src);
  });

  test("keeps channels together, and four turns are none", () => {
    for (const channels of [1, 2, 3, 4] as const) {
      const { data } = noise(37, 70, channels);
      const turn = (pixels: typeof data, height: number, width: number) =>
        quarterTurns(pixels, { planes: 1, height, width, channels }, 1);
      const once = turn(data, 37, 70);
      assert.deepEqual(
        [...once.subarray(0, channels)],
        [...data.subarray(69 * channels, 70 * channels)],
      );
      assert.deepEqual(turn(turn(turn(once, 70, 37), 37, 70), 70, 37), data);
    }
  });

  test("gives bytes, labels and floats alike", () => {
    for (const channels of [1, 2, 3, 4] as const) {
      const { data } = noise(41, 33, channels);
      const layout = { planes: 1, height: 41, width: 33, channels };
      for (const turns of [0, 1, 2, 3]) {
        const floats = quarterTurns(Float32Array.from(data), layout, turns);
        assert.deepEqual(Float32Array.from(quarterTurns(data, layout, turns)), floats);
      }
    }
  });
});
