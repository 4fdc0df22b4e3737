import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Image } from "../../src/sample/index.ts";
import { fuse } from "../../src/transforms/fuse.ts";
import {
  Compose,
  ConvertImageDtype,
  Normalize,
  PILToTensor,
  RandomHorizontalFlip,
  Resize,
  ToDtype,
  ToTensor,
} from "../../src/transforms/index.ts";
import { type Step, takeStep } from "../../src/transforms/steps.ts";
import { Rng } from "../../src/util/rng.ts";
import { floatNoise, fullSample, noise, spelled } from "./samples.ts";

const flip = new RandomHorizontalFlip();
const always = new RandomHorizontalFlip({ p: 1 });
const toTensor = new ToTensor();
const imageNet = new Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]);
const one = new Normalize([0.1307], [0.3081]);
const mixed = new Normalize([0.1, 0.2, 0.3], [0.7]);

const inTurn = (steps: readonly Step[], sample: unknown, rng: Rng) =>
  steps.reduce((current, step) => takeStep(step, current, rng), sample);

function same(steps: readonly Step[], sample: unknown, seed: number): void {
  const [a, b] = [new Rng(seed), new Rng(seed)];
  const before = spelled(sample);
  assert.deepEqual(spelled(inTurn(fuse(steps), sample, a)), spelled(inTurn(steps, sample, b)));
  assert.equal(a.u32(), b.u32(), "the same draws");
  assert.deepEqual(spelled(sample), before);
}

describe("fuse", () => {
  const runs: [string, readonly Step[]][] = [
    ["flip, ToTensor", [flip, toTensor]],
    ["ToTensor, Normalize", [toTensor, imageNet]],
    ["flip, ToTensor, Normalize", [flip, toTensor, imageNet]],
    ["one value for all channels", [flip, toTensor, one]],
    ["a mean a channel, one std", [always, toTensor, mixed]],
    ["the preset's steps", [toTensor, new ConvertImageDtype(), imageNet]],
    ["bytes, then floats", [flip, new PILToTensor(), new ConvertImageDtype(), imageNet]],
    ["floats that are not scaled", [new PILToTensor(), new ToDtype("float32"), one]],
    ["what ends in bytes", [flip, new PILToTensor()]],
    ["what ends in whole numbers", [toTensor, new ToDtype("int32", { scale: false })]],
  ];
  for (const [name, steps] of runs) {
    test(`${name}: one step, the same bits and draws`, () => {
      assert.equal(fuse(steps).length, 1);
      for (let seed = 0; seed < 8; seed++)
        for (const [height, width] of [
          [9, 12],
          [1, 1],
          [1, 7],
          [8, 1],
          [70, 67],
          [3, 5000],
        ])
          same(steps, { image: noise(height!, width!), label: 3 }, seed);
    });
  }

  test("all 256 values of each channel", () => {
    const data = Uint8Array.from({ length: 768 }, (_, i) => (i * 7) % 256);
    for (const channels of [1, 3, 4] as const) {
      const width = 768 / channels / 4;
      const image = new Image(data, { height: 4, width, channels });
      const normalize = channels === 3 ? imageNet : one;
      for (const step of [flip, always]) same([step, toTensor, normalize], image, 5);
    }
  });

  test("every other kind of part: floats, videos, boxes, masks, points, tensors", () => {
    for (let seed = 0; seed < 6; seed++) {
      same([flip, toTensor], fullSample(9, 12), seed);
      same([flip, toTensor, one], fullSample(9, 12), seed);
      same([toTensor, one], fullSample(9, 12), seed);
      same([flip, toTensor, imageNet], [floatNoise(9, 12), "label"], seed);
      for (const channels of [1, 2, 4] as const)
        same([flip, toTensor, one], noise(9, 12, channels), seed);
    }
  });

  test("what stands apart stays apart", () => {
    const plain = (x: Image) => x;
    for (const steps of [
      [],
      [toTensor],
      [flip],
      [imageNet],
      [flip, plain, toTensor],
      [toTensor, plain, imageNet],
      [flip, new Resize(4)],
    ])
      assert.deepEqual(fuse(steps), steps);
    assert.equal(fuse([flip, new Resize(4), flip, toTensor, imageNet, plain]).length, 4);
    assert.equal(fuse([flip, flip, toTensor, toTensor, one]).length, 3);
  });

  test("Normalize refuses what it refused", () => {
    const message = /normalize: expected mean with 1 value or 1, one for each channel/;
    for (const apply of [
      inTurn,
      (steps: readonly Step[], x: Image, rng: Rng) => inTurn(fuse(steps), x, rng),
    ])
      assert.throws(() => apply([flip, toTensor, imageNet], noise(4, 4, 1), new Rng(1)), message);
  });

  test("Compose runs the fused steps and prints the given ones", () => {
    const steps = [new Resize(7), flip, toTensor, imageNet];
    const pipeline = new Compose(steps);
    for (let seed = 0; seed < 4; seed++) {
      const want = inTurn(steps, noise(9, 12), new Rng(seed));
      assert.deepEqual(spelled(pipeline.apply(noise(9, 12), new Rng(seed))), spelled(want));
    }
    assert.deepEqual(pipeline.options.transforms, steps);
    assert.deepEqual(
      pipeline.toJSON().options["transforms"],
      steps.map((step) => step.toJSON()),
    );
  });
});
