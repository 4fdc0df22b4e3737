import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { allocateLike, gather } from "../../../src/transforms/kernels/gather.ts";

const layout = { planes: 1, height: 2, width: 3, channels: 1 };
const src = Uint8Array.of(1, 2, 3, 4, 5, 6);
const rows = Int32Array.of(0, 1);

describe("gather", () => {
  test("copies runs of neighbours", () => {
    assert.deepEqual([...gather(src, layout, rows, Int32Array.of(1, 2), [0])], [2, 3, 5, 6]);
  });

  test("takes columns in any order, repeated ones too", () => {
    const cols = Int32Array.of(2, 0, 0);
    assert.deepEqual([...gather(src, layout, rows, cols, [0])], [3, 1, 1, 6, 4, 4]);
  });

  test("fills where an index is -1, before, after and in between", () => {
    const around = Int32Array.of(-1, 0, 1, -1);
    const cols = gather(src, layout, Int32Array.of(-1, 1), around, [9]);
    assert.deepEqual([...cols], [9, 9, 9, 9, 9, 4, 5, 9]);
    const gap = gather(src, layout, rows, Int32Array.of(0, -1, 2), [9]);
    assert.deepEqual([...gap], [1, 9, 3, 4, 9, 6]);
    const none = gather(src, layout, rows, Int32Array.of(-1, -1), [9]);
    assert.deepEqual([...none], [9, 9, 9, 9]);
  });

  test("fills each channel with its own value", () => {
    const colour = { planes: 1, height: 1, width: 1, channels: 3 };
    const out = gather(
      Uint8Array.of(1, 2, 3),
      colour,
      Int32Array.of(0, -1),
      Int32Array.of(0),
      [7, 8, 9],
    );
    assert.deepEqual([...out], [1, 2, 3, 7, 8, 9]);
  });

  test("goes plane by plane and keeps the kind of array", () => {
    const planes = { planes: 2, height: 1, width: 2, channels: 1 };
    const out = gather(Int32Array.of(1, 2, -3, 4), planes, Int32Array.of(0), Int32Array.of(1), [0]);
    assert.deepEqual(out, Int32Array.of(2, 4));
    assert.deepEqual(allocateLike(new Uint16Array(1), 3), new Uint16Array(3));
  });
});
