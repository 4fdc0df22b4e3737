import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  bytesToPlanes,
  pixelsFromPlanar,
  planarFromPixels,
  unitTable,
} from "../../../src/transforms/kernels/planar.ts";

describe("planar kernels", () => {
  const bytes = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);

  test("channels come before pixels, for each channel count", () => {
    const want = {
      1: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
      2: [1, 3, 5, 7, 9, 11, 2, 4, 6, 8, 10, 12],
      3: [1, 4, 7, 10, 2, 5, 8, 11, 3, 6, 9, 12],
      4: [1, 5, 9, 2, 6, 10, 3, 7, 11, 4, 8, 12],
    };
    const identity = Float32Array.from({ length: 256 }, (_, i) => i);
    for (const channels of [1, 2, 3, 4] as const) {
      assert.deepEqual([...bytesToPlanes(bytes, channels, identity)], want[channels]);
      const planes = planarFromPixels(bytes, channels);
      assert.deepEqual([...planes], want[channels]);
      assert.deepEqual(pixelsFromPlanar(planes, channels), bytes);
      assert.notEqual(planes.buffer, bytes.buffer);
    }
  });

  test("the table is byte / 255, rounded to float32", () => {
    const table = unitTable();
    assert.deepEqual([table.length, table[0], table[255]], [256, 0, 1]);
    assert.equal(table[7], Math.fround(7 / 255));
  });
});
