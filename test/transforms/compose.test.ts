import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Image } from "../../src/sample/index.ts";
import {
  Compose,
  fromJSON,
  functional,
  RandomCrop,
  RandomHorizontalFlip,
  RandomResizedCrop,
  Resize,
} from "../../src/transforms/index.ts";
import { manualSeed } from "../../src/util/default-rng.ts";
import { Rng } from "../../src/util/rng.ts";
import { noise, spelled } from "./samples.ts";
import { transformSuite } from "./suite.ts";

transformSuite(Compose, {
  cases: [
    [[]],
    [[new Resize([8, 10]), new RandomCrop(6), new RandomHorizontalFlip()]],
    [[new Compose([new RandomCrop(5)]), new Compose([new RandomHorizontalFlip({ p: 1 })])]],
  ],
  sample: (height, width) => ({ image: noise(height, width), twin: noise(height, width) }),
});

describe("Compose", () => {
  test("applies its steps in order, functions too", () => {
    const seen: number[] = [];
    const note = (image: Image) => {
      seen.push(image.width);
      return image;
    };
    const pipeline = new Compose([note, new Resize([3, 4]), note, (image: Image) => image.height]);
    const height: number = pipeline.apply(noise(6, 8));
    assert.equal(height, 3);
    assert.deepEqual(seen, [8, 4]);
  });

  test("hands one generator from step to step", () => {
    const rng = new Rng(11);
    const image = noise(9, 9);
    const [crop, flip] = [new RandomCrop(4), new RandomHorizontalFlip()];
    const drawn: number[] = [];
    const lambda = (sample: Image, from: Rng) => {
      drawn.push(from.u32());
      return sample;
    };
    const piped = new Compose([crop, flip, lambda]).apply(image, new Rng(11));
    assert.deepEqual(spelled(piped), spelled(flip.apply(crop.apply(image, rng), rng)));
    assert.deepEqual(drawn, [rng.u32()]);
  });

  test("a step added at the end leaves the earlier draws alone", () => {
    const image = noise(9, 9);
    for (let seed = 0; seed < 20; seed++) {
      let before: unknown;
      const look = (sample: unknown) => {
        before = sample;
        return sample;
      };
      new Compose([new RandomCrop(4), look, new RandomHorizontalFlip()]).apply(
        image,
        new Rng(seed),
      );
      assert.deepEqual(spelled(before), spelled(new RandomCrop(4).apply(image, new Rng(seed))));
    }
  });

  test("draws from the process's generator if none is given", () => {
    const crop = new Compose([new RandomCrop(3)]);
    manualSeed(5);
    const first = crop.apply(noise(9, 9));
    assert.deepEqual(first.data, crop.apply(noise(9, 9), new Rng(5)).data);
  });

  test("begins with the crop of its first transform, if that is one", () => {
    const pipeline = new Compose([new RandomResizedCrop(5), new RandomHorizontalFlip()]);
    const image = noise(20, 30);
    const [rng, other] = [new Rng(4), new Rng(4)];
    const crop = pipeline.firstCrop(rng)!;
    const part = functional.crop(image, crop.window(image.size));
    assert.deepEqual(crop.rest(part, rng), pipeline.apply(image, other));
    for (const steps of [[], [new RandomHorizontalFlip(), new RandomResizedCrop(5)]])
      assert.equal(new Compose(steps).firstCrop(rng), undefined);
    assert.equal(new Compose([(sample: unknown) => sample]).firstCrop(rng), undefined);
  });

  test("has no JSON form with a function in it", () => {
    const pipeline = new Compose([
      new Compose([
        function brighten(x: Image) {
          return x;
        },
      ]),
    ]);
    assert.throws(() => JSON.stringify(pipeline), {
      message:
        "Compose.toJSON: expected transforms and plain data only, got function brighten; " +
        "write the function as a Transform class to store or send this pipeline",
    });
  });

  test("prints as plain data that fromJSON reads", () => {
    const pipeline = new Compose([new Resize(8), new RandomHorizontalFlip()]);
    assert.deepEqual(pipeline.toJSON(), {
      name: "Compose",
      options: {
        transforms: [
          { name: "Resize", options: { size: 8, interpolation: "bilinear", antialias: true } },
          { name: "RandomHorizontalFlip", options: { p: 0.5 } },
        ],
      },
    });
    assert.deepEqual(fromJSON(pipeline.toJSON()).toJSON(), pipeline.toJSON());
  });

  test("refuses what is neither transform nor function", () => {
    assert.throws(() => new Compose([new Resize(2), { name: "Resize" } as never]), {
      message:
        'Compose: expected a list of transforms and functions, got { name: "Resize" }; ' +
        "transforms[1] is neither of them",
    });
    assert.throws(() => new Compose(new Resize(2) as never), /a list of transforms and functions/);
  });
});
