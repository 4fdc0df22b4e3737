import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { permuteChannels } from "../../../src/transforms/functional/index.ts";
import { testColorCalls } from "../color-golden.ts";
import { noise } from "../samples.ts";

describe("permuteChannels", () => {
  testColorCalls(permuteChannels);

  test("takes any channel count", () => {
    const image = noise(1, 1, 4);
    const [a, b, c, d] = image.data;
    assert.deepEqual([...permuteChannels(image, [3, 1, 0, 2]).data], [d, b, a, c]);
    assert.deepEqual(permuteChannels(noise(2, 2, 1), [0]), noise(2, 2, 1));
  });

  test("refuses lists that name a channel twice or not at all", () => {
    for (const bad of [
      [0, 1],
      [0, 1, 1],
      [0, 1, 3],
      [1, 2, 0.5],
      [0, 1, 2, 3],
    ])
      assert.throws(
        () => permuteChannels(noise(2, 2), bad),
        /permuteChannels: expected each of the channels 0 to 2 once/,
      );
    assert.throws(() => permuteChannels(noise(2, 2), 1 as never), /a list of channels, got 1/);
  });
});
