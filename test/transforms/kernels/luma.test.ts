import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { identityTable } from "../../../src/transforms/kernels/byte-tables.ts";
import { lumaBytes, lumaFloats, meanLuma } from "../../../src/transforms/kernels/luma.ts";
import { noise } from "../samples.ts";

const inverted = Uint8Array.from({ length: 256 }, (_, byte) => 255 - byte);

describe("luma", () => {
  test("keeps greys and rounds the weights' sum", () => {
    const greys = Uint8Array.from({ length: 768 }, (_, i) => Math.floor(i / 3));
    assert.deepEqual(lumaBytes(greys, 3), identityTable());
    assert.deepEqual(
      [...lumaBytes(Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 0, 255), 3)],
      [76, 150, 29],
    );
  });

  test("drops alpha", () => {
    assert.deepEqual([...lumaBytes(Uint8Array.of(5, 0, 9, 255), 2)], [5, 9]);
    assert.deepEqual([...lumaBytes(Uint8Array.of(5, 5, 5, 0), 4)], [5]);
  });

  test("means are those of the grey bytes, seen through a table", () => {
    for (const channels of [1, 2, 3, 4] as const) {
      const data = noise(5, 7, channels).data as Uint8Array;
      const grey = (bytes: Uint8Array) => lumaBytes(bytes, channels);
      const mean = (bytes: Uint8Array) => bytes.reduce((sum, v) => sum + v, 0) / bytes.length;
      assert.equal(meanLuma(data, channels, identityTable()), Math.round(mean(grey(data))));
      const turned = data.map((byte) => 255 - byte);
      assert.equal(meanLuma(data, channels, inverted), Math.round(mean(grey(turned))));
    }
  });

  test("floats take torchvision's weights", () => {
    const [red, green, blue] = lumaFloats(Float32Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1));
    assert.deepEqual([red, green, blue], [0.2989, 0.587, 0.114].map(Math.fround));
  });
});
