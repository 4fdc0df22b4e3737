import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Image, Mask } from "../../src/sample/index.ts";
import { Compose, Lambda } from "../../src/transforms/index.ts";
import { fullSample, noise } from "./samples.ts";

describe("Lambda", () => {
  test("changes every leaf, or those of the types named", () => {
    assert.deepEqual(new Lambda((x: number) => x + 1).apply({ a: 1, b: [2] }), { a: 2, b: [3] });
    const sample = fullSample(3, 4);
    const sizes = new Lambda((part: Image | Mask) => part.size[1], { types: [Image, Mask] });
    const out = sizes.apply(sample);
    assert.deepEqual([out.image, out.masks.classes], [4, 4]);
    assert.equal(out.points, sample.points);
    assert.equal(new Lambda((x: unknown) => x).apply(sample), sample);
  });

  test("works in a pipeline, which then has no JSON form", () => {
    const pipeline = new Compose([new Lambda((image: Image) => image.width)]);
    assert.equal(pipeline.apply<Image, number>(noise(2, 5)), 5);
    assert.throws(() => pipeline.toJSON(), /Lambda|Compose.*transforms and plain data only/);
  });

  test("refuses what is no function, and types that are no classes", () => {
    assert.throws(() => new Lambda(3 as never), /Lambda: expected a function of a leaf, got 3/);
    assert.throws(() => new Lambda((x) => x, { types: ["Image" as never] }), /types as a list/);
  });
});
