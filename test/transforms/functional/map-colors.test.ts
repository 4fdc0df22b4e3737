import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { mapColors } from "../../../src/transforms/functional/map-colors.ts";
import { invertTable } from "../../../src/transforms/kernels/byte-tables.ts";
import { floatNoise, noise } from "../samples.ts";

describe("mapColors", () => {
  const maps = {
    bytes: () => [invertTable()] as [Uint8Array],
    floats: (data: Float32Array) => data.slice().fill(0.5),
  };

  test("takes tables to bytes and the function to floats", () => {
    const image = noise(2, 3);
    assert.equal(mapColors("me", image, maps).data[3], 255 - image.data[3]!);
    assert.equal(mapColors("me", floatNoise(2, 3), maps).data[3], 0.5);
  });

  test("refuses bytes with alpha, not floats", () => {
    assert.throws(() => mapColors("me", noise(2, 2, 4), maps), /me: expected 1 or 3 channels/);
    assert.equal(mapColors("me", floatNoise(2, 2, 4), maps).channels, 4);
  });
});
