import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Image } from "../../src/sample/index.ts";
import { Tensor } from "../../src/tensor/index.ts";
import { GaussianNoise } from "../../src/transforms/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { assertGolden, type GoldenCase, golden, goldenInput } from "./golden.ts";
import { fullSample, noise } from "./samples.ts";
import { transformSuite } from "./suite.ts";

transformSuite(GaussianNoise, {
  cases: [[], [{ mean: 0.1, sigma: 0.5, clip: false }]],
  golden: "gaussian-noise",
  drawsEach: true,
});

const { cases } = golden<{ cases: readonly GoldenCase[] }>("gaussian-noise");

describe("GaussianNoise", () => {
  test("gives tensors what it gives images", () => {
    for (const { input, args, output, tolerance } of cases) {
      const { data, channels, height, width } = goldenInput(input) as Image;
      if (channels !== 1) continue; // one channel lies in memory as the tensor does
      const tensor = Tensor.fromData(data, [1, height, width]);
      const got: Tensor = new GaussianNoise(...args).apply(tensor, new Rng(0));
      assert.deepEqual(got.shape, tensor.shape);
      const image = new Image(got.hostData() as Uint8Array, { height, width, channels });
      assertGolden(image, output, tolerance);
    }
  });

  test("draws noise of its own for each picture, in order", () => {
    const { image, twin, label } = new GaussianNoise().apply(fullSample(9, 9), new Rng(4));
    assert.notDeepEqual(image.data, twin.data);
    assert.equal(label, 3);
    const rng = new Rng(4);
    for (const got of [image, twin])
      assert.deepEqual(new GaussianNoise().apply(noise(9, 9), rng).data, got.data);
  });

  test("has the mean and the deviation that were asked for", () => {
    const gray = new Image(new Uint8Array(40_000).fill(128), {
      height: 200,
      width: 200,
      channels: 1,
    });
    const { data } = new GaussianNoise({ mean: 0.1, sigma: 0.05 }).apply(gray, new Rng(0));
    let [sum, squares] = [0, 0];
    for (const value of data) {
      sum += value - 128;
      squares += (value - 128) ** 2;
    }
    const mean = sum / data.length;
    // the fraction lost is a half on average, as all of it points up here
    assert.ok(Math.abs(mean - 25) < 0.25, `mean ${mean}`);
    const deviation = Math.sqrt(squares / data.length - mean ** 2);
    assert.ok(Math.abs(deviation - 12.75) < 0.25, `deviation ${deviation}`);
  });

  test("refuses bad options, each by name", () => {
    assert.throws(() => new GaussianNoise({ sigma: -1 }), /GaussianNoise: expected sigma to be/);
    assert.throws(() => new GaussianNoise({ mean: Number.NaN }), /mean to be a finite number/);
    assert.throws(() => new GaussianNoise({ clip: 1 as never }), /clip true or false, got 1/);
  });
});
