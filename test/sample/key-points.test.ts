import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { KeyPoints } from "../../src/sample/index.ts";

const canvasSize = [4, 6] as const;

describe("KeyPoints", () => {
  test("keep pairs and refuse anything else", () => {
    assert.deepEqual([...KeyPoints.from([[1, 2]], { canvasSize }).data], [1, 2]);
    assert.throws(
      () => KeyPoints.from([[1, 2, 3]], { canvasSize }),
      /KeyPoints: expected 2 numbers/,
    );
    assert.throws(
      () => new KeyPoints(new Float32Array(3), { canvasSize }),
      /2 numbers a row, got 3/,
    );
    assert.throws(() => KeyPoints.from([], { canvasSize: [1] as never }), /as \[height, width\]/);
  });
});
