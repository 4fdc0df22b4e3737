import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Image } from "../../src/sample/index.ts";
import { RandomErasing, type RandomErasingOptions } from "../../src/transforms/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { assertGolden, golden, goldenInput, type Packed } from "./golden.ts";
import { fullSample, noise, tensorSample } from "./samples.ts";
import { transformSuite } from "./suite.ts";

interface Row {
  readonly input: string;
  readonly args: readonly [RandomErasingOptions];
  readonly seed: number;
  readonly output: Packed;
  readonly after: number;
}

transformSuite(RandomErasing, {
  cases: [[{ p: 1, value: 3 }], [{ p: 1, scale: [0.2, 0.3] }]],
  sample: tensorSample,
});

describe("RandomErasing", () => {
  for (const { input, args, seed, output, after } of golden<{ rows: Row[] }>("random-erasing").rows)
    test(`${input} ${JSON.stringify(args)} equals torchvision's after seed ${seed}`, () => {
      const rng = new Rng(seed);
      assertGolden(new RandomErasing(...args).apply(goldenInput(input), rng), output, undefined);
      assert.equal(rng.next(), after);
    });

  test("survives JSON with random values", () => {
    const erasing = new RandomErasing({ value: "random", scale: [0.1, 0.2] });
    assert.deepEqual(erasing.toJSON().options, {
      p: 0.5,
      scale: [0.1, 0.2],
      ratio: [0.3, 3.3],
      value: "random",
    });
  });

  test("erases the same rectangle of all pictures, and leaves places alone", () => {
    const image = noise(20, 20);
    const twin = new Image(image.data.slice(), image);
    const { targets, masks, points } = fullSample(20, 20);
    const sample = { image, twin, targets, masks, points };
    const got = new RandomErasing({ p: 1, value: "random" }).apply(sample, new Rng(1));
    assert.notDeepEqual(got.image.data, image.data);
    assert.deepEqual(got.twin.data, got.image.data);
    assert.equal(got.targets, targets);
    assert.equal(got.masks, masks);
    assert.equal(got.points, points);
  });

  test("covers the share of the picture that was asked for", () => {
    const white = new Image(new Uint8Array(2500).fill(255), { height: 50, width: 50, channels: 1 });
    const erasing = new RandomErasing({ p: 1, scale: [0.1, 0.3] });
    let sum = 0;
    for (let seed = 0; seed < 400; seed++) {
      const { data } = erasing.apply(white, new Rng(seed));
      const share = data.filter((value) => value === 0).length / data.length;
      assert.ok(share > 0.08 && share < 0.32, `${share}`);
      sum += share;
    }
    assert.ok(Math.abs(sum / 400 - 0.2) < 0.01, `mean ${sum / 400}`);
  });

  test("refuses bad options, each by name", () => {
    const refused: [RandomErasingOptions, RegExp][] = [
      [{ p: 2 }, /RandomErasing: expected p to be a finite number in \[0, 1\], got 2/],
      [{ scale: [0, 1.1] }, /scale to be a finite number in \[0, 1\], got 1.1/],
      [{ ratio: [2, 1] }, /ratio with low <= high/],
      [{ value: "noise" as never }, /value as a number or a list of them, got "noise"/],
      [{ value: [] }, /value as a number or a list of them/],
      [{ value: Number.NaN }, /value to be a finite number/],
    ];
    for (const [options, message] of refused)
      assert.throws(() => new RandomErasing(options), message);
    const two = new RandomErasing({ p: 1, value: [1, 2] });
    assert.throws(
      () => two.apply(noise(9, 9)),
      /one value or 3, one for each channel, got \[1, 2\]/,
    );
  });
});
