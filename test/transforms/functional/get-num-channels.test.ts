import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { getImageNumChannels, getNumChannels } from "../../../src/transforms/functional/index.ts";
import { noise } from "../samples.ts";

describe("getNumChannels", () => {
  test("counts channels, under both names", () => {
    for (const channels of [1, 2, 3, 4] as const)
      assert.equal(getNumChannels(noise(2, 2, channels)), channels);
    assert.equal(getImageNumChannels, getNumChannels);
  });
});
