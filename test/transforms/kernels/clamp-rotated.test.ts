import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { toQuads } from "../../../src/ops/rotated-rows.ts";
import { clampQuads } from "../../../src/transforms/kernels/clamp-rotated.ts";
import { Rng } from "../../../src/util/rng.ts";

type Point = readonly [x: number, y: number];
const size = [50, 60] as const;
const slack = 0.02; // pixels; the corners are where two float32 lines meet

const pointsOf = (quad: Float32Array): Point[] =>
  [0, 2, 4, 6].map((i) => [quad[i]!, quad[i + 1]!] as const);

// The smallest distance to an edge, negative outside; corners run clockwise.
function depth(polygon: readonly Point[], [x, y]: Point): number {
  return Math.min(
    ...polygon.map(([ax, ay], i) => {
      const [bx, by] = polygon[(i + 1) % polygon.length]!;
      const cross = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
      return cross / Math.hypot(bx - ax, by - ay);
    }),
  );
}

const canvas: Point[] = [
  [0, 0],
  [60, 0],
  [60, 50],
  [0, 50],
];

// Seeded boxes that are clearly turned and have at least their middle on the canvas.
function* boxes(): Generator<Float32Array> {
  const rng = new Rng(11);
  for (let n = 0; n < 400; n++) {
    const quarter = 90 * rng.int(0, 4) - 180;
    const turn = quarter + 3 + 84 * rng.next();
    yield toQuads(
      Float32Array.of(
        60 * rng.next(),
        50 * rng.next(),
        2 + 40 * rng.next(),
        3 + 50 * rng.next(),
        turn,
      ),
      "CXCYWHR",
    );
  }
}

describe("clampQuads", () => {
  test("soft keeps every point that box and canvas share", () => {
    const rng = new Rng(12);
    for (const box of boxes()) {
      const clamped = pointsOf(clampQuads(box, size, "soft"));
      for (let n = 0; n < 50; n++) {
        const point = [60 * rng.next(), 50 * rng.next()] as const;
        if (depth(pointsOf(box), point) < 0) continue;
        assert.ok(depth(clamped, point) > -slack, `${box} lost ${point}`);
      }
    }
  });

  test("hard stays within box and canvas", () => {
    for (const box of boxes()) {
      for (const corner of pointsOf(clampQuads(box, size, "hard"))) {
        assert.ok(depth(canvas, corner) > -slack, `${box} leaves the canvas at ${corner}`);
        assert.ok(depth(pointsOf(box), corner) > -slack, `${box} grew to ${corner}`);
      }
    }
  });

  test("what lies within the canvas stays, what lies outside becomes a point", () => {
    const inside = toQuads(Float32Array.of(30, 25, 20, 10, 33), "CXCYWHR");
    const outside = toQuads(Float32Array.of(-30, -25, 20, 10, 33), "CXCYWHR");
    for (const mode of ["soft", "hard"] as const) {
      for (const [i, value] of clampQuads(inside, size, mode).entries())
        assert.ok(Math.abs(value - inside[i]!) < 1e-4);
      assert.deepEqual([...clampQuads(outside, size, mode)], [0, 50, 0, 50, 0, 50, 0, 50]);
    }
  });

  test("a box that was not turned is cut like any other", () => {
    const upright = Float32Array.of(-5, 10, 70, 10, 70, 60, -5, 60);
    for (const mode of ["soft", "hard"] as const)
      assert.deepEqual([...clampQuads(upright, size, mode)], [0, 10, 60, 10, 60, 50, 0, 50]);
  });
});
