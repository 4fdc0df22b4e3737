import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Image } from "../../../src/sample/index.ts";
import { posterize } from "../../../src/transforms/functional/index.ts";
import { testColorCalls } from "../color-golden.ts";
import { noise } from "../samples.ts";

describe("posterize", () => {
  testColorCalls(posterize);

  test("keeps the highest bits; the largest float falls to the highest level", () => {
    const bytes = new Image(Uint8Array.of(255, 100), { width: 2, height: 1, channels: 1 });
    assert.deepEqual([...posterize(bytes, 1).data], [128, 0]);
    const floats = new Image(Float32Array.of(1, 0.3), { width: 2, height: 1, channels: 1 });
    assert.deepEqual([...posterize(floats, 2).data], [0.75, 0.25]);
  });

  test("refuses other bits than 0 to 8", () => {
    for (const bits of [-1, 9, 2.5])
      assert.throws(() => posterize(noise(2, 2), bits), /bits to be a whole number in \[0, 8\]/);
    assert.throws(() => posterize(noise(2, 2, 4), 3), /posterize: expected 1 or 3 channels/);
  });
});
