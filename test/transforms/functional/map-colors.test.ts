import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { mapColors } from "../../../src/transforms/functional/map-colors.ts";
import { floatNoise, noise } from "../samples.ts";

describe("mapColors", () => {
  const maps = {
    bytes: (data: Uint8Array) => data.map((byte) => 255 - byte),
    floats: (data: Float32Array) => data.slice().fill(0.5),
  };

  test("takes one function to bytes, the other to floats", () => {
    const image = noise(2, 3);
    assert.equal(mapColors("me", image, maps).data[3], 255 - image.data[3]!);
    assert.equal(mapColors("me", floatNoise(2, 3), maps).data[3], 0.5);
  });

  test("refuses bytes with alpha, not floats", () => {
    assert.throws(() => mapColors("me", noise(2, 2, 4), maps), /me: expected 1 or 3 channels/);
    assert.equal(mapColors("me", floatNoise(2, 2, 4), maps).channels, 4);
  });
});
