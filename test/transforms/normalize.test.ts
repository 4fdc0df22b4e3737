import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Tensor } from "../../src/tensor/index.ts";
import { Compose, functional, Normalize, ToTensor } from "../../src/transforms/index.ts";
import { assertGolden, type GoldenCase, golden, goldenInput } from "./golden.ts";
import { noise, tensorSample } from "./samples.ts";
import { transformSuite } from "./suite.ts";

transformSuite(Normalize, {
  cases: [
    [[0.5], [0.5]],
    [
      [0.485, 0.456, 0.406],
      [0.229, 0.224, 0.225],
    ],
    [[0.5], [1, 2, 3]],
  ],
  sample: tensorSample,
});

describe("Normalize", () => {
  const { cases } = golden<{ cases: GoldenCase[] }>("normalize");
  for (const { input, args, output } of cases) {
    test(`after ToTensor, ${input} ${JSON.stringify(args)} equals torchvision's`, () => {
      const [mean, std] = args as unknown as [number[], number[]];
      const pipeline = new Compose([new ToTensor(), new Normalize(mean, std)]);
      assertGolden(pipeline.apply(goldenInput(input)), output, undefined);
      const apart = functional.normalize(
        functional.toTensor(goldenInput(input) as never),
        mean,
        std,
      );
      assertGolden(apart, output, undefined);
    });
  }

  test("takes leading dimensions, and passes labels", () => {
    const clip = Tensor.fromData(new Float32Array(2 * 2 * 3), [2, 2, 1, 3]);
    const label = Tensor.fromData(new BigInt64Array([4n]), [1]);
    const [out, same] = new Normalize([1, 2], [1, 4]).apply([clip, label] as const);
    assert.deepEqual(
      [...out.hostData()].map(Number),
      [-1, -1, -1, -0.5, -0.5, -0.5, -1, -1, -1, -0.5, -0.5, -0.5],
    );
    assert.equal(same, label);
  });

  test("refuses std 0, also where float32 rounds it to 0", () => {
    const message = /^VisionError: Normalize: expected std other than 0 in float32, got \[/;
    assert.throws(() => new Normalize([0, 0, 0], [1, 0, 1]), message);
    assert.throws(() => new Normalize([0], [1e-50]), message);
  });

  test("refuses lengths that do not fit", () => {
    assert.throws(
      () => new Normalize([0, 0], [1, 1, 1]),
      /Normalize: expected mean and std of one/,
    );
    assert.throws(() => new Normalize([], [1]), /mean as a list of numbers, got \[\]/);
    assert.throws(() => new Normalize([0.5, "1" as never], [1]), /mean to be a finite number/);
    const gray: Tensor = new ToTensor().apply(noise(2, 2, 1));
    assert.throws(() => new Normalize([0, 0, 0], [1]).apply(gray), {
      message:
        "normalize: expected mean with 1 value or 1, one for each channel, got [0, 0, 0]; " +
        "the tensor is [1, 2, 2]",
    });
  });

  test("refuses images and whole-number tensors", () => {
    const half = new Normalize([0.5], [0.5]);
    assert.throws(() => half.apply(noise(2, 2)), /tensors, not images, got Image; put ToTensor/);
    const bytes = Tensor.fromData(new Uint8Array(4), [1, 2, 2]);
    assert.throws(() => half.apply(bytes), /a float32 tensor, got "uint8"; put ToTensor before it/);
    const vector = Tensor.fromData(new Float32Array(4), [4]);
    assert.throws(
      () => functional.normalize(vector, [0], [1]),
      /a tensor \[\.\.\., c, h, w\], got \[4\]/,
    );
  });
});
