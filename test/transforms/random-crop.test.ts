import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BoundingBoxes, KeyPoints, Mask } from "../../src/sample/index.ts";
import {
  Compose,
  functional,
  RandomCrop,
  RandomHorizontalFlip,
} from "../../src/transforms/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { assertGolden, golden, goldenInput, type Packed } from "./golden.ts";
import { fullSample, noise } from "./samples.ts";
import { transformSuite } from "./suite.ts";

transformSuite(RandomCrop, {
  cases: [
    [5],
    [[12, 4]],
    [[9, 8], { padding: 2 }],
    [[20, 9], { padIfNeeded: true, fill: 3 }],
    [[12, 9], { padding: [1, 0, 2, 3] }],
  ],
});

interface Draws {
  crops: { seed: number; free: number[]; padded: number[]; narrow: number[]; after: number }[];
  streams: { seed: number; outputs: Packed[] }[];
}

describe("RandomCrop", () => {
  const draws = golden<Draws>("random-draws");

  test("cuts where torchvision cuts", () => {
    assert.equal(draws.crops.length, 20);
    for (const { seed, free, padded } of draws.crops) {
      assert.deepEqual(placeOf(new RandomCrop([24, 16]), [64, 48], new Rng(seed)), free);
      const [y, x] = placeOf(new RandomCrop(32, { padding: 4 }), [32, 32], new Rng(seed));
      assert.deepEqual([y! + 4, x! + 4], padded);
    }
  });

  test("draws no number along an axis that leaves no choice", () => {
    for (const { seed, narrow, after } of draws.crops) {
      const rng = new Rng(seed);
      assert.deepEqual(placeOf(new RandomCrop([24, 48]), [64, 48], rng), narrow);
      assert.equal(rng.int(0, 1000), after);
    }
  });

  test("in a pipeline, sample after sample, draws as torchvision does", () => {
    const image = goldenInput("rgb");
    const both = new Compose([new RandomCrop([7, 5], { padding: 2 }), new RandomHorizontalFlip()]);
    for (const { seed, outputs } of draws.streams) {
      const rng = new Rng(seed);
      for (const want of outputs) assertGolden(both.apply(image, rng), want, undefined);
    }
  });

  test("adds all that is missing on both sides", () => {
    const image = noise(2, 3, 1);
    const crop = new RandomCrop([4, 3], { padIfNeeded: true, fill: 9 });
    const padded = functional.pad(image, [0, 2], { fill: 9 });
    const seen = new Set<number>();
    for (let seed = 0; seed < 30; seed++) {
      const got = crop.apply(image, new Rng(seed));
      const top = [0, 1, 2].find((y) => same(got.data, padded.data.subarray(y * 3, y * 3 + 12)));
      assert.notEqual(top, undefined);
      seen.add(top!);
    }
    assert.deepEqual([...seen].sort(), [0, 1, 2]);
  });

  test("refuses a crop that does not fit", () => {
    assert.throws(() => new RandomCrop(9).apply(noise(8, 20)), {
      message:
        "RandomCrop: expected a padded sample of at least [9, 9], got [8, 20]; " +
        "pass a smaller size, padding, or padIfNeeded: true",
    });
    assert.doesNotThrow(() => new RandomCrop(9, { padding: 1 }).apply(noise(8, 20)));
  });

  test("refuses parts of different sizes, and samples without a part", () => {
    const crop = new RandomCrop(2);
    assert.throws(
      () => crop.apply([noise(4, 4), noise(4, 5)]),
      /one size, got \[\[4, 4\], \[4, 5\]\]/,
    );
    assert.throws(() => crop.apply({ label: 3 }), /expected a sample with an image/);
  });

  test("refuses mirrored borders for boxes and key points, several fills for a mask", () => {
    const mirrored = new RandomCrop(5, { padding: 1, paddingMode: "reflect" });
    const { targets, points, masks } = fullSample(6, 6);
    assert.throws(() => mirrored.apply(targets), /"constant" for bounding boxes, got "reflect"/);
    assert.throws(() => mirrored.apply(points), /"constant" for key points, got "reflect"/);
    const filled = new RandomCrop(5, { padding: 1, fill: [1, 2, 3] });
    assert.throws(() => filled.apply(masks), /one fill value where a mask is padded/);
    assert.throws(() => filled.apply(noise(6, 6, 1)), /one fill value or 1, one for each channel/);
  });

  test("keeps mask and picture together", () => {
    const mask = new Mask(Uint8Array.from(noise(9, 9, 1).data), [9, 9]);
    const cut = new RandomCrop(4, { padding: 1, paddingMode: "symmetric" });
    const got = cut.apply({ mask, image: noise(9, 9, 1) }, new Rng(4));
    assert.deepEqual([...got.mask.data], [...got.image.data]);
  });

  test("refuses bad options, each by name", () => {
    const refused: [() => unknown, RegExp][] = [
      [() => new RandomCrop(-3), /RandomCrop: expected size/],
      [() => new RandomCrop(3, { padding: [1, 2, 3] as never }), /list of 1, 2 or 4 numbers/],
      [() => new RandomCrop(3, { padding: -1 }), /padding to be a whole number >= 0, got -1/],
      [() => new RandomCrop(3, { fill: Number.NaN }), /fill to be a finite number/],
      [() => new RandomCrop(3, { fill: [] }), /a fill value, got \[\]/],
      [() => new RandomCrop(3, { paddingMode: "wrap" as never }), /constant, edge, reflect, symm/],
      [() => new RandomCrop(3, { padIfNeeded: 1 as never }), /padIfNeeded true or false, got 1/],
    ];
    for (const [make, message] of refused) assert.throws(make, message);
  });
});

// The place of the cut, read off a box and a key point at the origin.
function placeOf(crop: RandomCrop, canvasSize: readonly [number, number], rng: Rng): number[] {
  const box = BoundingBoxes.from([[0, 0, canvasSize[1], canvasSize[0]]], {
    format: "XYXY",
    canvasSize,
  });
  const [, origin] = crop.apply([box, KeyPoints.from([[0, 0]], { canvasSize })] as const, rng);
  return [0 - origin.data[1]!, 0 - origin.data[0]!];
}

function same(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  return a.length === b.length && Array.from(a).every((value, i) => value === b[i]);
}
