import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  forwardMatrix,
  inverseMatrix,
  pillowRotation,
  place,
  turn,
} from "../../../src/transforms/kernels/affine-matrix.ts";
import { within } from "../pictures.ts";

describe("affine matrices", () => {
  test("forward and inverse undo each other", () => {
    const how = { angle: 37, translate: [4, -7], scale: 1.7, shear: [12, -30] } as const;
    const [there, back] = [forwardMatrix(how, [5, 9]), inverseMatrix(how, [5, 9])];
    for (const [x, y] of [
      [0, 0],
      [13, -2],
      [5, 9],
    ] as const)
      within(place(...place(x, y, there), back), [x, y], 1e-12);
    within(place(5, 9, there), [9, 2], 1e-12);
  });

  test("a positive angle is clockwise, the other way in turn()", () => {
    const how = { angle: 90, translate: [0, 0], scale: 1, shear: [0, 0] } as const;
    within(place(1, 0, forwardMatrix(how, [0, 0])), [0, 1], 1e-15);
    within(place(1, 0, forwardMatrix(turn(90), [0, 0])), [0, -1], 1e-15);
  });

  test("shears move x by y, then y by x", () => {
    const how = { angle: 0, translate: [0, 0], scale: 1, shear: [45, 0] } as const;
    within(place(0, 1, forwardMatrix(how, [0, 0])), [-1, 1], 1e-12);
    within(place(1, 0, forwardMatrix({ ...how, shear: [0, 45] }, [0, 0])), [1, -1], 1e-12);
  });

  test("Pillow's rotation has 15 decimals and room for all with expand", () => {
    assert.deepEqual(pillowRotation(90, [4, 6], [3, 2], false).matrix, [0, -1, 5, 1, 0, -1]);
    const { matrix, size } = pillowRotation(45, [10, 10], [5, 5], true);
    assert.deepEqual(size, [16, 16]);
    within(place(8, 8, matrix), [5, 5], 1e-12);
    assert.deepEqual(pillowRotation(45, [10, 10], [5, 5], false).size, [10, 10]);
  });
});
