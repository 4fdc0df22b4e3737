import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BoundingBoxes } from "../../src/sample/index.ts";
import { Compose, RandomCrop, SetClampingMode } from "../../src/transforms/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { transformSuite } from "./suite.ts";

transformSuite(SetClampingMode, { cases: [["soft"], ["hard"], [null]], rewrites: [BoundingBoxes] });

describe("SetClampingMode", () => {
  const boxes = BoundingBoxes.from([[0, 0, 8, 8]], { format: "XYXY", canvasSize: [8, 8] });

  test("decides what later transforms do", () => {
    const after = (mode: "soft" | null) =>
      new Compose([new SetClampingMode(mode), new RandomCrop(4)]).apply(boxes, new Rng(1));
    assert.deepEqual([...after("soft").data], [0, 0, 4, 4]);
    const [x1, y1, x2, y2] = after(null).data;
    assert.deepEqual([x2! - x1!, y2! - y1!], [8, 8]);
    assert.equal(boxes.clampingMode, "soft");
  });

  test("refuses other modes", () => {
    assert.throws(
      () => new SetClampingMode("auto" as never),
      /^VisionError: SetClampingMode: expected clampingMode "soft", "hard" or null, got "auto"/,
    );
  });
});
