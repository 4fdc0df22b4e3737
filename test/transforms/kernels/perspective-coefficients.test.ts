import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  type Corners,
  invertPerspective,
  perspectiveCoefficients,
} from "../../../src/transforms/kernels/perspective-coefficients.ts";
import type { Coefficients } from "../../../src/transforms/kernels/places.ts";
import { within } from "../pictures.ts";

const square: Corners = [
  [0, 0],
  [10, 0],
  [10, 10],
  [0, 10],
];
const leaning: Corners = [
  [1, 2],
  [9, 1],
  [8, 9],
  [0, 8],
];

function through([a, b, c, d, e, f, g, h]: Coefficients, [x, y]: readonly [number, number]) {
  const depth = g * x + h * y + 1;
  return [(a * x + b * y + c) / depth, (d * x + e * y + f) / depth];
}

describe("perspectiveCoefficients", () => {
  test("take the end corners to the start corners", () => {
    const map = perspectiveCoefficients(square, leaning)!;
    for (const [i, corner] of leaning.entries()) within(through(map, corner), square[i]!, 1e-5);
    assert.ok(map.every((value) => value === Math.fround(value)));
  });

  test("of nothing to do are exact", () => {
    assert.deepEqual(perspectiveCoefficients(square, square), [1, 0, 0, 0, 1, 0, 0, 0]);
  });

  test("are null where corners fall together or lie on a line", () => {
    const [a, b, , d] = square;
    assert.equal(perspectiveCoefficients(square, [a, a, b, d]), null);
    assert.equal(perspectiveCoefficients(square, [a, [5, 0], b, d]), null);
    assert.equal(perspectiveCoefficients([a, a, a, a], [a, a, a, a]), null);
  });

  test("invert", () => {
    const map = perspectiveCoefficients(square, leaning)!;
    const back = invertPerspective(map)!;
    for (const [i, corner] of square.entries()) within(through(back, corner), leaning[i]!, 1e-4);
    assert.equal(invertPerspective([1, 1, 0, 1, 1, 0, 0, 0]), null);
  });
});
