import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Mask } from "../../src/sample/index.ts";

describe("Mask", () => {
  test("is one label map, or n planes", () => {
    const map = new Mask(new Int32Array(24), [4, 6]);
    assert.deepEqual([map.count, map.size], [1, [4, 6]]);
    const planes = new Mask(new Uint8Array(0), [0, 4, 6]);
    assert.deepEqual([planes.count, planes.size, planes.shape], [0, [4, 6], [0, 4, 6]]);
  });

  test("refuses shapes and arrays that do not fit", () => {
    assert.throws(() => new Mask(new Uint8Array(5), [2, 3]), {
      message: "Mask: expected 6 labels for shape [2, 3], got 5; check the shape",
    });
    assert.throws(
      () => new Mask(new Float32Array(6) as never, [2, 3]),
      /Uint8Array, Uint16Array or/,
    );
    assert.throws(
      () => new Mask(new Uint8Array(6), [6] as never),
      /a shape \[h, w\] or \[n, h, w\]/,
    );
    assert.throws(() => new Mask(new Uint8Array(6), [2, -3]), /size\[1\] \(width\)/);
  });
});
