import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BoundingBoxes, type Size } from "../../src/sample/index.ts";
import { RandomIoUCrop } from "../../src/transforms/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { drawsOf } from "./draws.ts";
import { golden } from "./golden.ts";
import { fullSample, noise } from "./samples.ts";
import { transformSuite } from "./suite.ts";

transformSuite(RandomIoUCrop, {
  cases: [[], [{ minScale: 0.5, samplerOptions: [0, 0.3], trials: 5 }]],
});

type Row = [number, [number, number, number, number, boolean[]] | null];
interface Draws {
  readonly iouCrops: { size: Size; boxes: number[][]; rows: Row[] };
}
const { size: canvasSize, boxes: list, rows } = golden<Draws>("geometry-draws").iouCrops;
const boxes = BoundingBoxes.from(list, { format: "XYXY", canvasSize });

describe("RandomIoUCrop", () => {
  test("rectangles are torch's, for boxes of any format", () => {
    assert.ok(rows.some(([, want]) => want !== null));
    for (const [seed, want] of rows) {
      const [top, left, height, width] = want ?? [];
      const got = drawsOf(new RandomIoUCrop(), new Rng(seed), canvasSize, { boxes });
      assert.deepEqual(got, want && { top, left, height, width }, `seed ${seed}`);
    }
  });

  test("zeroes the boxes whose centre is outside, cuts the others", () => {
    const [seed, want] = rows.find(
      (row) => row[1]?.[4].includes(false) && row[1][4].includes(true),
    )!;
    const [top, left, height, width, within] = want!;
    const image = noise(...canvasSize);
    const out = new RandomIoUCrop().apply({ image, boxes }, new Rng(seed));
    assert.deepEqual(
      [out.image.size, out.boxes.size],
      [
        [height, width],
        [height, width],
      ],
    );
    for (const [i, inside] of within.entries()) {
      const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = list[i]!;
      const cut = [clip(x1 - left, width), clip(y1 - top, height)];
      cut.push(clip(x2 - left, width), clip(y2 - top, height));
      assert.deepEqual([...out.boxes.data.slice(4 * i, 4 * i + 4)], inside ? cut : [0, 0, 0, 0]);
    }
  });

  test("a sample with no boxes in it stays; one without BoundingBoxes is refused", () => {
    const none = { image: noise(8, 8), boxes: fullSample(8, 8).targets[3]! };
    assert.equal(new RandomIoUCrop({ samplerOptions: [0.5] }).apply(none), none);
    assert.throws(() => new RandomIoUCrop().apply(noise(8, 8)), /a sample with BoundingBoxes/);
  });

  test("refuses bad options, each by name", () => {
    assert.throws(() => new RandomIoUCrop({ minScale: 2 }), /RandomIoUCrop: expected minScale/);
    assert.throws(() => new RandomIoUCrop({ maxScale: 0.1 }), /maxScale to be .* in \[0.3, 1\]/);
    assert.throws(() => new RandomIoUCrop({ samplerOptions: [] }), /samplerOptions as a list/);
    assert.throws(() => new RandomIoUCrop({ trials: 0 }), /trials to be a whole number >= 1/);
  });
});

function clip(value: number, high: number): number {
  return Math.min(Math.max(value, 0), high);
}
