import assert from "node:assert/strict";
import { test } from "node:test";
import { Encoder } from "../../src/models/vision-transformer-encoder.ts";
import { rand, tensor, zeros } from "../../src/tensor/index.ts";
import { fill } from "./fill.ts";

const shape = { patchSize: 8, numLayers: 2, numHeads: 2, hiddenDim: 4, mlpDim: 8 };
const none = { dropout: 0, attentionDropout: 0 };

test("knows places by their embeddings alone", async () => {
  const encoder = new Encoder(3, shape, none);
  fill(encoder);
  encoder.eval();
  const x = (await rand([1, 3, 4]).data()) as Float32Array;
  const { pos_embedding } = encoder;
  const run = async (order: readonly number[]) => {
    const rows = order.flatMap((i) => [...x.slice(4 * i, 4 * i + 4)]);
    const out = await encoder.forward(tensor(rows).reshape([1, 3, 4])).data();
    return order.map((_, at) => [...(out as Float32Array).slice(4 * at, 4 * at + 4)]);
  };
  const [first, second, third] = await run([0, 1, 2]);
  assert.notDeepEqual((await run([2, 1, 0])).reverse(), [first, second, third]);
  pos_embedding.assign(zeros([1, 3, 4]));
  const plain = (await run([0, 1, 2])).flat();
  const turned = (await run([2, 1, 0])).reverse().flat();
  plain.forEach((value, i) => {
    assert.ok(Math.abs(value - turned[i]!) < 1e-5);
  });
});

test("has the names of its layers, and places for each patch", () => {
  const keys = [...new Encoder(5, shape, none).stateDict()].map(([key, t]) => `${key} ${t.shape}`);
  assert.equal(keys[0], "pos_embedding 1,5,4");
  assert.equal(keys[1], "layers.encoder_layer_0.ln_1.weight 4");
  assert.equal(keys.at(-1), "ln.bias 4");
  assert.equal(keys.length, 1 + 2 * 12 + 2);
});

test("drops out while training only", async () => {
  const encoder = new Encoder(3, shape, { dropout: 0.5, attentionDropout: 0.5 });
  fill(encoder);
  const x = rand([1, 3, 4]);
  const [once, again] = [await encoder.forward(x).data(), await encoder.forward(x).data()];
  assert.notDeepEqual(once, again);
  encoder.eval();
  assert.deepEqual(await encoder.forward(x).data(), await encoder.forward(x).data());
});
