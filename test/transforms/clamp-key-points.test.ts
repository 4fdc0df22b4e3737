import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { KeyPoints } from "../../src/sample/index.ts";
import { ClampKeyPoints } from "../../src/transforms/index.ts";
import { transformSuite } from "./suite.ts";

transformSuite(ClampKeyPoints, { cases: [[]], rewrites: [KeyPoints] });

describe("ClampKeyPoints", () => {
  test("moves points onto the canvas", () => {
    const points = KeyPoints.from([[-1, 20]], { canvasSize: [5, 9] });
    assert.deepEqual([...new ClampKeyPoints().apply({ points }).points.data], [0, 4]);
  });
});
