import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Image } from "../../src/sample/index.ts";
import { ColorTransform, functional } from "../../src/transforms/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { fullSample, noise, spelled, tensorSample } from "./samples.ts";
import { transformSuite } from "./suite.ts";

class Invert extends ColorTransform<{ from: number }> {
  constructor() {
    super("Invert", {});
  }
  protected draw(rng: Rng): { from: number } {
    return { from: 200 + rng.int(0, 56) };
  }
  protected image(image: Image, { from }: { from: number }): Image {
    const data = (image.data as Uint8Array).map((value) => from - value);
    return new Image(data, image);
  }
}

transformSuite(Invert, { cases: [[]], own: { Invert: { build: Invert, positional: [] } } });

describe("ColorTransform", () => {
  test("changes pixels and passes all else", () => {
    const sample = fullSample(4, 4);
    const out = new Invert().apply(sample, new Rng(2));
    assert.equal(out.targets, sample.targets);
    assert.equal(out.masks, sample.masks);
    assert.equal(out.points, sample.points);
    assert.notDeepEqual(spelled(out.video), spelled(sample.video));
    assert.deepEqual(spelled(new Invert().apply(out, new Rng(2))), spelled(sample));
    assert.equal(new Invert().apply(noise(2, 2)).data.length, 12);
  });

  test("with eachChannel gives tensors plane by plane, to the same values", () => {
    class Dark extends ColorTransform<true> {
      readonly seen: number[] = [];
      constructor(eachChannel: boolean) {
        super("Dark", {}, { eachChannel });
      }
      protected draw(): true {
        return true;
      }
      protected image(image: Image): Image {
        this.seen.push(image.channels);
        return functional.adjustBrightness(image, 0.5);
      }
    }
    const { image } = tensorSample(4, 5);
    const [planes, whole] = [new Dark(true), new Dark(false)];
    assert.deepEqual(spelled(planes.apply(image)), spelled(whole.apply(image)));
    assert.deepEqual([planes.seen, whole.seen], [[1, 1, 1], [3]]);
  });
});
