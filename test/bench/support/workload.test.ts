import assert from "node:assert/strict";
import { test } from "node:test";
import { nets } from "../../../bench/peers/nets.ts";
import { workload } from "../../../bench/support/workload.ts";

for (const net of ["mlp", "cnn"] as const) {
  test(`${net}: weights have the names and shapes of the model's parameters`, () => {
    const { weights } = workload(net, { batchSize: 1, batches: 1 });
    assert.deepEqual(
      weights.map(({ name, shape }) => [name, shape]),
      nets[net]()
        .namedParameters()
        .map(([name, { shape }]) => [name, shape]),
    );
  });
}

test("weights and biases are uniform in +-1/sqrt(fanIn), each from numbers of its own", () => {
  const { weights } = workload("cnn", { batchSize: 1, batches: 1 });
  const fanIn = [9, 9, 288, 288, 3136, 3136];
  weights.forEach(({ data }, i) => {
    const largest = Math.max(...data.map(Math.abs)) * Math.sqrt(fanIn[i]!);
    assert.ok(largest > 0.7 && largest <= 1.000001, `${largest}`);
  });
});

test("there is an image and a label for each place of each batch", () => {
  const { images, labels } = workload("mlp", { batchSize: 3, batches: 2 });
  assert.equal(images.length, 6 * 784);
  assert.equal(labels.length, 6);
});
