import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BoundingBoxes } from "../../src/sample/index.ts";
import { ClampBoundingBoxes } from "../../src/transforms/index.ts";
import { transformSuite } from "./suite.ts";

transformSuite(ClampBoundingBoxes, {
  cases: [[], [{ clampingMode: "soft" }], [{ clampingMode: "hard" }], [{ clampingMode: null }]],
  rewrites: [BoundingBoxes],
});

describe("ClampBoundingBoxes", () => {
  const info = { format: "XYXY", canvasSize: [9, 9], clampingMode: null } as const;

  test("takes the boxes' own mode unless it has one", () => {
    const boxes = BoundingBoxes.from([[-1, 2, 30, 4]], info);
    assert.equal(new ClampBoundingBoxes().apply(boxes), boxes);
    const cut = new ClampBoundingBoxes({ clampingMode: "soft" }).apply(boxes);
    assert.deepEqual([...cut.data, cut.clampingMode], [0, 2, 9, 4, null]);
    assert.throws(() => new ClampBoundingBoxes({ clampingMode: "on" as never }), /"auto", "soft"/);
  });
});
