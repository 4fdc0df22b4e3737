import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CrossEntropyLoss } from "../../src/nn/index.ts";
import { Tensor } from "../../src/tensor/index.ts";
import { evaluate } from "../../src/train/evaluate.ts";
import type { Batch } from "../../src/train/loader.ts";
import type { Scores } from "../../src/train/metrics.ts";
import { bits, samples, toyData, toyLoader, toyModel, toyTrainer } from "./toy.ts";

const loss = new CrossEntropyLoss();

async function batchesOf(loader: AsyncIterable<Batch>): Promise<Batch[]> {
  const all: Batch[] = [];
  for await (const batch of loader) all.push(batch);
  return all;
}

describe("evaluate", () => {
  it("gives the same means and counts for batches of 1, 7 and all samples", async () => {
    const model = toyModel();
    const data = toyData({ noise: 0 });
    const results = [];
    for (const batchSize of [1, 7, samples])
      results.push(await evaluate(model, loss, toyLoader({ data, batchSize, shuffle: false })));
    const [one] = results;
    for (const { loss: mean, accuracy, confusion, count } of results) {
      assert.ok(Math.abs(mean - one!.loss) < 1e-6);
      assert.deepEqual([accuracy, confusion, count], [one!.accuracy, one!.confusion, samples]);
    }
  });

  it("counts samples by true and predicted class", async () => {
    // The identity: a sample's class is where its largest number is.
    const model = Object.assign(toyModel(), { forward: (x: Tensor) => x });
    const picture = [0, 0, 1, 2, 2, 2];
    const truth = [0, 1, 1, 2, 0, 2];
    const rows = picture.flatMap((hot) => [0, 1, 2].map((c) => (c === hot ? 9 : 0)));
    const images = Tensor.fromData(Float32Array.from(rows), [6, 3]);
    const labels = Tensor.fromData(BigInt64Array.from(truth, BigInt), [6]);
    const result = await evaluate(model, loss, [[images, labels]]);
    assert.deepEqual(result.confusion, [
      [1, 0, 1],
      [1, 1, 0],
      [0, 0, 2],
    ]);
    assert.equal(result.accuracy, 4 / 6);
    // log(1 + 2 e^-9) for a hit, 9 more for each of the two misses.
    const expected = Math.log1p(2 * Math.exp(-9)) + (2 * 9) / 6;
    assert.ok(Math.abs(result.loss - expected) < 1e-6);
  });

  it("tells after each batch how far it is", async () => {
    const told: [number, Scores][] = [];
    const loader = toyLoader({ batchSize: 10, shuffle: false });
    const last = await evaluate(toyModel(), loss, loader, (...now) => told.push(now));
    assert.deepEqual(
      told.map(([done, { count }]) => [done, count]),
      [
        [1, 10],
        [2, 20],
        [3, samples],
      ],
    );
    const { confusion: _, ...scores } = last;
    assert.deepEqual(told.at(-1)![1], scores);
  });

  it("takes loaders and arrays, and leaves parameters, modes and gradients alone", async () => {
    const trainer = toyTrainer();
    const { model } = trainer;
    model.namedChildren()[2]![1].training = false;
    const before = await bits(trainer);
    const batches = await batchesOf(toyLoader());
    const fromArray = await evaluate(model, loss, batches);
    assert.deepEqual(await evaluate(model, loss, toyLoader()), fromArray);
    assert.deepEqual(await trainer.evaluate(batches), fromArray);
    assert.deepEqual(await bits(trainer), before);
    assert.ok(model.parameters().every(({ grad }) => grad === null));
    const modes = model.namedModules().map(([, module]) => module.training);
    assert.deepEqual(modes, [true, true, true, false, true]);
  });

  it("names the row of a label that is no class, and puts the modes back", async () => {
    for (const bad of [3n, -1n]) {
      const model = toyModel();
      const images = Tensor.fromData(new Float32Array(12), [2, 6]);
      const batch = (label: bigint): Batch => [
        images,
        Tensor.fromData(BigInt64Array.of(0n, label), [2]),
      ];
      // A loss that does not look at labels itself.
      const free = { forward: (logits: Tensor) => logits.mean() };
      await assert.rejects(evaluate(model, free, [batch(1n), batch(bad)]), {
        code: "INVALID_ARGUMENT",
        message: new RegExp(`labels in \\[0, 2\\], got "${bad} in row 1 of batch 1`),
      });
      assert.ok(model.namedModules().every(([, { training }]) => training));
    }
  });

  it("refuses no samples, and shapes that are no logits and labels", async () => {
    const model = toyModel();
    await assert.rejects(evaluate(model, loss, []), /at least one sample/);
    const images = Tensor.fromData(new Float32Array(12), [2, 6]);
    const labels = Tensor.fromData(new BigInt64Array(3), [3]);
    await assert.rejects(
      evaluate(model, loss, [[images, labels]]),
      /logits: \[2, 3\], labels: \[3\]/,
    );
  });
});
