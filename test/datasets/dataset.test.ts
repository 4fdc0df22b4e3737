import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { transformed } from "../../src/datasets/dataset.ts";
import { Image } from "../../src/sample/index.ts";
import { defaultRng, manualSeed } from "../../src/util/default-rng.ts";
import { Rng } from "../../src/util/rng.ts";

const image = new Image(new Uint8Array([1]), { width: 1, height: 1, channels: 1 });

describe("transformed", () => {
  it("gives image and label themselves without transforms", () => {
    const [x, y] = transformed(image, 3, {});
    assert.equal(x, image);
    assert.equal(y, 3);
  });

  it("takes functions and objects with apply, keeping their this", () => {
    const plus = {
      step: 2,
      apply(label: number) {
        return label + this.step;
      },
    };
    const [x, y] = transformed(image, 3, {
      transform: (i: Image) => i.width,
      targetTransform: plus,
    });
    assert.deepEqual([x, y], [1, 5]);
  });

  it("draws from the generator given, else from the default one", () => {
    const options = { transform: (_: Image, rng: Rng) => rng.u32() };
    assert.equal(transformed(image, 0, options, new Rng(9))[0], new Rng(9).u32());
    manualSeed(11);
    assert.equal(transformed(image, 0, options)[0], new Rng(11).u32());
    assert.notEqual(defaultRng().u32(), new Rng(11).u32());
  });
});
