import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { areTurned, quadAreas, quadRows, sharedQuadArea } from "../../src/ops/quads.ts";
import { BoundingBoxes } from "../../src/sample/index.ts";
import { tensor } from "../../src/tensor/index.ts";
import { Rng } from "../../src/util/rng.ts";

describe("quadrilaterals", () => {
  const rows = [
    [0, 0, 4, 2],
    [1, 1, 3, 5],
    [9, 9, 9, 9],
  ];

  test("come from boxes of any format", () => {
    const quads = quadRows("me", tensor(rows), "boxes", "xyxy");
    assert.deepEqual([...quads.subarray(0, 8)], [0, 0, 4, 0, 4, 2, 0, 2]);
    assert.deepEqual([...quadAreas(quads)], [8, 8, 0]);
    const info = { format: "XYXYXYXY", canvasSize: [9, 9] } as const;
    const same = BoundingBoxes.from([[0, 0, 4, 0, 4, 2, 0, 2]], info);
    assert.deepEqual(quadRows("me", same, "boxes", "xyxy"), same.data);
    assert.deepEqual(
      [areTurned("me", same, "xyxy"), areTurned("me", tensor(rows), "xywh")],
      [true, false],
    );
  });

  test("share what rectangles share", () => {
    const quads = quadRows("me", tensor(rows), "boxes", "xyxy");
    assert.equal(sharedQuadArea(quads, 0, quads, 1), 2);
    assert.equal(sharedQuadArea(quads, 0, quads, 2), 0);
    const reversed = Float32Array.of(0, 0, 0, 2, 4, 2, 4, 0); // corners the other way round
    assert.equal(sharedQuadArea(reversed, 0, quads, 1), 2);
    assert.equal(sharedQuadArea(quads, 1, reversed, 0), 2);
  });

  test("share as much as points thrown at them say", () => {
    const rng = new Rng(5);
    const boxes = tensor([
      [10, 10, 12, 6, 25],
      [12, 11, 9, 9, -70],
    ]);
    const quads = quadRows("me", boxes, "boxes", "cxcywhr");
    const inside = (i: number, x: number, y: number) =>
      [0, 1, 2, 3].every((k) => {
        const [p, q] = [8 * i + 2 * k, 8 * i + 2 * ((k + 1) % 4)];
        const [dx, dy] = [quads[q]! - quads[p]!, quads[q + 1]! - quads[p + 1]!];
        return dx * (y - quads[p + 1]!) - dy * (x - quads[p]!) >= 0;
      });
    let hits = 0;
    for (let n = 0; n < 40_000; n++) {
      const [x, y] = [20 * rng.next(), 20 * rng.next()];
      if (inside(0, x, y) && inside(1, x, y)) hits++;
    }
    assert.ok(Math.abs(sharedQuadArea(quads, 0, quads, 1) - hits / 100) < 1.5);
  });
});
