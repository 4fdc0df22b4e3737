import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { KeyPoints } from "../../src/sample/index.ts";
import { SanitizeKeyPoints } from "../../src/transforms/index.ts";
import { fullSample } from "./samples.ts";
import { transformSuite } from "./suite.ts";

transformSuite(SanitizeKeyPoints, { cases: [[]], sample: fullSample, rewrites: [KeyPoints] });

describe("SanitizeKeyPoints", () => {
  const rows = [
    [0, 0],
    [8, 4.9],
    [9, 2],
    [-0.1, 2],
    [3, 5],
  ];
  const points = KeyPoints.from(rows, { canvasSize: [5, 9] });

  test("drops points off the canvas with their labels", () => {
    const sample = { points, names: ["a", "b", "c", "d", "e"] };
    const out = new SanitizeKeyPoints({ labelsGetter: "names" }).apply(sample);
    assert.deepEqual([...out.points.data], [0, 0, 8, Math.fround(4.9)]);
    assert.deepEqual(out.names, ["a", "b"]);
  });

  test("leaves labels alone by default, and refuses samples without points", () => {
    const sample = { points, labels: [1] };
    assert.deepEqual(new SanitizeKeyPoints().apply(sample).labels, [1]);
    assert.throws(() => new SanitizeKeyPoints().apply({}), /a sample with KeyPoints/);
    assert.throws(
      () => new SanitizeKeyPoints({ labelsGetter: "default" }).apply(sample),
      /5 labels, one for each box or point, got 1/,
    );
  });
});
