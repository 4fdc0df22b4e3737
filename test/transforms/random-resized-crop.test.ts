import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Size } from "../../src/sample/index.ts";
import { functional, RandomResizedCrop } from "../../src/transforms/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { drawsOf } from "./draws.ts";
import { golden } from "./golden.ts";
import { noise, spelled } from "./samples.ts";
import { transformSuite } from "./suite.ts";

transformSuite(RandomResizedCrop, {
  cases: [[5], [[4, 7], { scale: [0.5, 0.9], interpolation: "nearest" }]],
});

type Row = [number, Size, [number, number], [number, number], number[], number];
const { resizedCrops } = golden<{ resizedCrops: Row[] }>("geometry-draws");

describe("RandomResizedCrop", () => {
  test("draws torchvision's rectangles, and as many numbers", () => {
    assert.ok(resizedCrops.length > 100);
    for (const [seed, size, scale, ratio, [top, left, height, width], after] of resizedCrops) {
      const rng = new Rng(seed);
      const got = drawsOf(new RandomResizedCrop(8, { scale, ratio }), rng, size);
      assert.deepEqual(got, { top, left, height, width }, `seed ${seed} of ${size}`);
      assert.equal(rng.int(0, 1000), after);
    }
  });

  test("is resizedCrop of what it draws", () => {
    const image = noise(20, 30);
    for (let seed = 0; seed < 10; seed++) {
      const transform = new RandomResizedCrop([6, 7], { interpolation: "bicubic" });
      const rectangle = drawsOf(transform, new Rng(seed), image.size) as functional.Rectangle;
      const want = functional.resizedCrop(image, rectangle, [6, 7], { interpolation: "bicubic" });
      assert.deepEqual(spelled(transform.apply(image, new Rng(seed))), spelled(want));
    }
  });

  test("areas and shapes stay in their ranges and cover them", () => {
    const transform = new RandomResizedCrop(8, { scale: [0.2, 0.4], ratio: [0.5, 2] });
    const areas: number[] = [];
    for (let seed = 0; seed < 2000; seed++) {
      const got = drawsOf(transform, new Rng(seed), [500, 500]) as functional.Rectangle;
      areas.push((got.height * got.width) / 250_000);
      const shape = got.width / got.height;
      assert.ok(shape > 0.49 && shape < 2.02, `${shape}`);
      assert.ok(got.top + got.height <= 500 && got.left + got.width <= 500);
    }
    assert.ok(Math.min(...areas) > 0.198 && Math.max(...areas) < 0.402);
    // uniform in [0.2, 0.4]: the mean of 2,000 lies within 0.3 +- 4 * 0.0577 / sqrt(2000)
    const mean = areas.reduce((a, b) => a + b, 0) / areas.length;
    assert.ok(Math.abs(mean - 0.3) < 0.0055, `${mean}`);
  });

  test("refuses bad options, each by name", () => {
    const refused: [() => unknown, RegExp][] = [
      [() => new RandomResizedCrop(0), /RandomResizedCrop: expected size/],
      [() => new RandomResizedCrop(4, { scale: [0.9, 0.1] }), /scale with low <= high/],
      [() => new RandomResizedCrop(4, { scale: 0.5 as never }), /scale as \[low, high\], got 0.5/],
      [() => new RandomResizedCrop(4, { ratio: [0, 1] }), /ratio to be a finite number/],
      [() => new RandomResizedCrop(4, { interpolation: "cubic" as never }), /interpolation/],
    ];
    for (const [make, message] of refused) assert.throws(make, message);
  });

  test("comes apart into the crop and the rest, with the same draws", () => {
    const transform = new RandomResizedCrop([6, 7]);
    for (let seed = 0; seed < 20; seed++) {
      const image = noise(20 + seed, 30);
      const [rng, other] = [new Rng(seed), new Rng(seed)];
      const { window, rest } = transform.firstCrop(rng);
      const { top, left, height, width } = window(image.size);
      const part = functional.crop(image, { top, left, height, width });
      assert.deepEqual(rest(part, rng), transform.apply(image, other));
      assert.equal(rng.int(0, 1000), other.int(0, 1000));
    }
  });
});
