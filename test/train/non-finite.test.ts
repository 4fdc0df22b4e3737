import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CrossEntropyLoss, type Linear, type Module } from "../../src/nn/index.ts";
import { noGrad, realize, Tensor, zeros } from "../../src/tensor/index.ts";
import { firstNonFinite, forwardPass, nonFiniteAmong } from "../../src/train/non-finite.ts";
import { bits, poke, toyModel, toyTrainer } from "./toy.ts";

const labels = Tensor.fromData(new BigInt64Array(2), [2]);

function images(value = 1): Tensor {
  return Tensor.fromData(new Float32Array(12).fill(value), [2, 6]);
}

// As in training: forward, backward, and both computed.
async function reason(model: Module, input: Tensor): Promise<string> {
  const logits = model.forward(input);
  const pass = forwardPass(input, logits);
  const loss = new CrossEntropyLoss().forward(logits, labels);
  loss.backward();
  await realize(loss, logits);
  return firstNonFinite(model, pass);
}

describe("firstNonFinite", () => {
  it("tells bad images from bad parameters", async () => {
    for (const value of [Number.NaN, Infinity, -Infinity]) {
      const text = await reason(toyModel(), images(value));
      assert.equal(text, "the input images hold NaN or infinity");
      const model = toyModel();
      poke(model, "3.bias", value);
      assert.equal(await reason(model, images()), "parameter 3.bias holds NaN or infinity");
    }
  });

  it("names the layer whose output overflows first", async () => {
    for (const layer of ["0", "3"]) {
      const model = toyModel().eval();
      const linear = model[Number(layer)] as Linear;
      const huge = new Float32Array(linear.weight.shape.reduce((a, b) => a * b)).fill(3e38);
      linear.weight.assign(Tensor.fromData(huge, linear.weight.shape));
      const text = await reason(model, images());
      assert.match(
        text,
        new RegExp(`the layer of ${layer}\\.weight( and ${layer}\\.bias)? is the first`),
      );
    }
  });

  it("sees the very dropout that the step had", async () => {
    // One feature overflows unless it is dropped in both rows; the pass that failed is the one to explain.
    const model = toyModel();
    poke(model, "0.bias", 1e3);
    poke(model, "3.weight", 3e38);
    const kinds = new Set<string>();
    for (let turn = 0; turn < 40; turn++) {
      const input = images();
      const logits = model.forward(input);
      const pass = forwardPass(input, logits);
      await realize(logits);
      const finite = nonFiniteAmong([["logits", logits]]) === undefined;
      const text = await firstNonFinite(model, pass);
      assert.equal(/every layer's output is finite/.test(text), finite, text);
      kinds.add(String(finite));
    }
    assert.equal(kinds.size, 2);
  });

  it("changes nothing", async () => {
    const trainer = toyTrainer();
    const before = await bits(trainer);
    await reason(trainer.model, images(Number.NaN));
    assert.deepEqual(await bits(trainer), before);
    assert.equal(noGrad(() => trainer.model.forward(images())).requiresGrad, false);
  });
});

describe("nonFiniteAmong", () => {
  it("names the first tensor with NaN or infinity", () => {
    const bad = (value: number) => Tensor.fromData(Float32Array.of(0, value), [2]);
    const whole: [string, Tensor][] = [
      ["a", zeros([3])],
      ["b", labels],
      ["c", Tensor.fromData(new Float64Array(0), [0])],
    ];
    assert.equal(nonFiniteAmong(whole), undefined);
    assert.equal(nonFiniteAmong(new Map([...whole, ["d", bad(Number.NaN)], ["e", bad(1)]])), "d");
    assert.equal(
      nonFiniteAmong([
        ["x", bad(3e38)],
        ["y", bad(-Infinity)],
      ]),
      "y",
    );
  });
});
