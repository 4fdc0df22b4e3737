import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { KeyPoints } from "../../../src/sample/index.ts";
import { sanitizeKeyPoints } from "../../../src/transforms/functional/index.ts";

describe("sanitizeKeyPoints", () => {
  test("keeps points on the canvas; its far edges are off it", () => {
    const data = Float32Array.of(0, 0, 5, 1, 4.99, 1, 2, 3, 2, 2.99, -1, 0);
    const points = new KeyPoints(data, { canvasSize: [3, 5] });
    const [kept, mask] = sanitizeKeyPoints(points);
    assert.deepEqual(mask, [true, false, true, false, true, false]);
    assert.equal(kept.length, 3);
    assert.equal(sanitizeKeyPoints(kept)[0], kept);
    assert.throws(() => sanitizeKeyPoints([] as never), /expected KeyPoints, got \[\]/);
  });
});
