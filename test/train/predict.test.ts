import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { enterEvalMode } from "../../src/nn/eval-mode.ts";
import { isGradEnabled, noGrad, type Tensor } from "../../src/tensor/index.ts";
import { inEvalMode, predict, predictBatch } from "../../src/train/predict.ts";
import { samples, toyData, toyLoader, toyModel, toyTrainer } from "./toy.ts";

const data = toyData({ noise: 0 });
const ordered = { data, shuffle: false };

describe("predict", () => {
  it("gives each sample's probabilities in order, the same in any batches", async () => {
    const model = toyModel();
    const all = await predict(model, toyLoader({ ...ordered, batchSize: samples }));
    assert.equal(all.length, samples);
    for (const { index, probability, probabilities } of all) {
      assert.equal(probabilities.length, 3);
      assert.ok(Math.abs(probabilities.reduce((a, b) => a + b) - 1) < 1e-6);
      assert.equal(probability, Math.max(...probabilities));
      assert.equal(probabilities[index], probability);
    }
    const single = await predict(model, toyLoader({ ...ordered, batchSize: 1 }));
    single.forEach(({ index, probabilities }, i) => {
      assert.equal(index, all[i]!.index);
      probabilities.forEach((p, c) => {
        assert.ok(Math.abs(p - all[i]!.probabilities[c]!) < 1e-6);
      });
    });
    assert.deepEqual(await toyTrainer(1).predict(toyLoader({ ...ordered, batchSize: 1 })), single);
  });

  it("takes arrays of batches, with or without labels", async () => {
    const model = toyModel();
    const batches: [Tensor][] = [];
    for await (const [images] of toyLoader(ordered)) batches.push([images]);
    assert.deepEqual(await predict(model, batches), await predict(model, toyLoader(ordered)));
    assert.deepEqual(await predict(model, []), []);
  });

  it("puts every module's mode back, also after an error, and records no gradients", async () => {
    const model = toyModel();
    model[0]!.training = false;
    const modes = () => model.namedModules().map(([, { training }]) => training);
    const before = modes();
    let seen: boolean[] = [];
    const forward = model.forward.bind(model);
    let fails = false;
    Object.assign(model, {
      forward: (x: Tensor) => {
        seen = [...modes(), isGradEnabled()];
        if (fails) throw new Error("no");
        return forward(x);
      },
    });
    await predict(model, toyLoader());
    assert.deepEqual(seen, [false, false, false, false, false, false]);
    assert.deepEqual(modes(), before);
    fails = true;
    await assert.rejects(predict(model, toyLoader()), /no/);
    assert.deepEqual(modes(), before);
    assert.equal(isGradEnabled(), true);
  });

  it("refuses a model whose output is no table", async () => {
    const model = Object.assign(toyModel(), { forward: (x: Tensor) => x.sum(1) });
    await assert.rejects(predict(model, toyLoader()), /logits \[n, classes\], got \[4\]/);
  });
});

describe("inEvalMode and predictBatch", () => {
  it("switch dropout off for the time between", async () => {
    const model = toyModel();
    const [[images]] = [(await toyLoader()[Symbol.asyncIterator]().next()).value!];
    const run = async () => [...(await noGrad(() => model.forward(images)).data())];
    assert.notDeepEqual(await run(), await run());
    const still = await inEvalMode(model, run);
    const leave = enterEvalMode(model);
    assert.deepEqual(await run(), still);
    assert.deepEqual(await predictBatch(model, images), await predictBatch(model, images));
    leave();
    assert.ok(model.namedModules().every(([, { training }]) => training));
  });
});
