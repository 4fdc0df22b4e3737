import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { fromEdges, toEdges } from "../../src/ops/upright-rows.ts";

describe("upright rows", () => {
  test("go to edges and back", () => {
    const rows = { XYXY: [1, 2, 4, 8], XYWH: [1, 2, 3, 6], CXCYWH: [2.5, 5, 3, 6] } as const;
    for (const format of ["XYXY", "XYWH", "CXCYWH"] as const) {
      const edges = toEdges(Float32Array.from(rows[format]), format, Math.fround);
      assert.deepEqual([...edges], rows.XYXY);
      assert.deepEqual([...fromEdges(edges, format, Math.fround)], rows[format]);
    }
  });

  test("a centre plus half a width is the right edge, rounded once", () => {
    // 0.1 - 0.15 + 0.3 is 0.25000000000000006 in doubles, 0.1 + 0.15 is 0.25
    const edges = toEdges(Float64Array.of(0.1, 0, 0.3, 1), "CXCYWH", (value) => value);
    assert.equal(edges[2], 0.1 + 0.15);
  });
});
