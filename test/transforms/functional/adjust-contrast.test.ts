import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Image } from "../../../src/sample/index.ts";
import { adjustContrast } from "../../../src/transforms/functional/index.ts";
import { testColorCalls } from "../color-golden.ts";
import { noise } from "../samples.ts";

describe("adjustContrast", () => {
  testColorCalls(adjustContrast);

  test("moves away from the mean grey, rounded halves up", () => {
    const image = new Image(Uint8Array.of(10, 21), { width: 2, height: 1, channels: 1 });
    // mean 15.5 -> 16; 16 + 2 (10 - 16) and 16 + 2 (21 - 16)
    assert.deepEqual([...adjustContrast(image, 2).data], [4, 26]);
    assert.deepEqual([...adjustContrast(image, 0).data], [16, 16]);
  });

  test("leaves alpha, which does not count for the mean", () => {
    const image = new Image(Uint8Array.of(100, 0, 50, 255), { width: 2, height: 1, channels: 2 });
    assert.deepEqual([...adjustContrast(image, 0).data], [75, 0, 75, 255]);
  });

  test("refuses negative and missing factors", () => {
    assert.throws(() => adjustContrast(noise(2, 2), -1), /contrastFactor to be a finite number >=/);
    assert.throws(() => adjustContrast(noise(2, 2), undefined as never), /got undefined/);
  });
});
