import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { boundingBoxes, boxFormats, keyPoints, masks } from "../../src/testing/index.ts";

const cases = <T>(arbitrary: fc.Arbitrary<T>) => fc.sample(arbitrary, { numRuns: 400, seed: 2 });

describe("places", () => {
  test("boxes come in all formats; aligned ones lie inside, touching and flat ones among them", () => {
    const drawn = cases(boundingBoxes());
    assert.deepEqual(new Set(drawn.map((boxes) => boxes.format)), new Set(boxFormats));
    assert.ok(drawn.some((boxes) => boxes.length === 0));
    const aligned = cases(boundingBoxes({ formats: ["XYXY"], canvasSize: [8, 6] }));
    const rows = aligned.flatMap(({ data }) =>
      Array.from({ length: data.length / 4 }, (_, i) => [...data.slice(4 * i, 4 * i + 4)]),
    );
    assert.ok(rows.every(([x1, y1, x2, y2]) => x1! >= 0 && y1! >= 0 && x2! <= 6 && y2! <= 8));
    assert.ok(rows.every(([x1, y1, x2, y2]) => x1! <= x2! && y1! <= y2!));
    assert.ok(
      rows.some(([x1, , x2]) => x1 === x2),
      "no flat box",
    );
    assert.ok(
      rows.some(([, , x2]) => x2 === 6),
      "no touching box",
    );
  });

  test("masks come as maps and instances, in each kind of array", () => {
    const drawn = cases(masks({ size: [3, 4] }));
    assert.deepEqual(new Set(drawn.map((mask) => mask.shape.length)), new Set([2, 3]));
    assert.ok(drawn.some((mask) => mask.shape.length === 3 && mask.count === 0));
    assert.equal(new Set(drawn.map((mask) => mask.data.constructor)).size, 3);
    assert.ok(drawn.every((mask) => mask.data.every((label) => label >= 0 && label < 5)));
  });

  test("points lie on the canvas, its corners among them", () => {
    const drawn = cases(keyPoints({ size: [5, 9] }));
    for (const { data } of drawn)
      assert.ok(data.every((value, i) => value >= 0 && value <= (i % 2 === 0 ? 8 : 4)));
    assert.ok(drawn.some(({ data }) => data.includes(8)));
    assert.ok(drawn.some((points) => points.length === 0));
  });
});
