import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { buildForFile } from "../../src/models/build-for-file.ts";
import { buildModel } from "../../src/models/index.ts";
import { init } from "../../src/nn/index.ts";
import { manualSeed, ones } from "../../src/tensor/index.ts";
import { defaultRng } from "../../src/util/default-rng.ts";
import { Rng } from "../../src/util/rng.ts";

describe("buildForFile", () => {
  // Between them they draw uniform and normal numbers, many and fewer than 16 at once.
  for (const name of ["simpleCnn", "squeezenet1_1", "shufflenet_v2_x0_5"])
    it(`draws no first weights of ${name}, and leaves the generator as buildModel does`, () => {
      const options = { numClasses: 3 };
      manualSeed(11);
      const usual = buildModel({ name, options }).stateDict();
      const next = defaultRng().next();
      manualSeed(11);
      const blank = buildForFile({ name, options }).stateDict();
      assert.equal(defaultRng().next(), next);
      assert.deepEqual(
        [...blank].map(([key, { shape }]) => [key, shape]),
        [...usual].map(([key, { shape }]) => [key, shape]),
      );
      const weight = [...blank].find(([, { shape }]) => shape.length === 4)![1];
      assert.ok(weight.hostData().every((value) => value === 0));
    });

  it("passes over truncated normal numbers as well", () => {
    const [drawn, skipped] = [new Rng(3), new Rng(3)];
    skipped.isSkipping = true;
    const weight = init.truncNormal(ones([3, 7]), { rng: skipped });
    init.truncNormal(ones([3, 7]), { rng: drawn });
    assert.equal(skipped.next(), drawn.next());
    assert.ok(weight.hostData().every((value) => value === 0));
  });

  it("draws again after a net that could not be built", () => {
    assert.throws(() => buildForFile({ name: "resnet18", options: { numClasses: 0 } }));
    assert.equal(defaultRng().isSkipping, false);
  });
});
