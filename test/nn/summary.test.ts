import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  Conv2d,
  Dropout,
  Embedding,
  Flatten,
  Linear,
  LSTM,
  Module,
  MultiheadAttention,
  ReLU,
  Sequential,
  summary,
} from "../../src/nn/index.ts";
import { engineStats, ones, type Tensor, zeros } from "../../src/tensor/index.ts";
import { SimpleNN } from "./golden.ts";

class Mixed extends Module {
  readonly body = new Sequential(
    new Conv2d(2, 4, 3, { groups: 2, padding: 1 }),
    new ReLU(),
    new Dropout(0.5),
  );
  readonly flatten = new Flatten();
  readonly head = new Linear(64, 3);
  readonly unused = new Linear(2, 2, { bias: false });
  forward(x: Tensor): Tensor {
    // A product of the model's own, before and behind its layers.
    const mixed = x.matmul(ones([4, 4]));
    const y = this.head.forward(this.flatten.forward(this.body.forward(mixed)));
    return y.matmul(ones([3, 5]));
  }
}

describe("summary", () => {
  it("names shapes, parameters and multiply-adds of each layer", () => {
    const { rows, parameters, multiplyAdds } = summary(new Mixed(), [2, 2, 4, 4]);
    const table = rows.map((row) => [
      row.name,
      row.type,
      row.depth,
      row.outputShape,
      row.parameters,
      row.multiplyAdds,
    ]);
    assert.deepEqual(table, [
      // 2 2 4 4 numbers of 4 products each; 2 5 numbers of 3
      ["", "Mixed", 0, [2, 5], 0, 64 * 4 + 10 * 3],
      ["body", "Sequential", 1, [2, 4, 4, 4], 0, 0],
      // 2 4 4 4 numbers of 1 3 3 products each
      ["body.0", "Conv2d", 2, [2, 4, 4, 4], 4 * 9 + 4, 128 * 9],
      ["body.1", "ReLU", 2, [2, 4, 4, 4], 0, 0],
      ["body.2", "Dropout", 2, [2, 4, 4, 4], 0, 0],
      ["flatten", "Flatten", 1, [2, 64], 0, 0],
      ["head", "Linear", 1, [2, 3], 195, 2 * 64 * 3],
      ["unused", "Linear", 1, undefined, 4, 0],
    ]);
    assert.deepEqual([parameters, multiplyAdds], [239, 286 + 1152 + 384]);
  });

  it("prints a table", () => {
    const net = new SimpleNN();
    net.fc1.requiresGrad(false);
    assert.equal(
      String(summary(net, [64, 784])),
      [
        "Layer (type)    Output shape  Parameters  Multiply-adds",
        "=======================================================",
        "SimpleNN        [64, 10]              --             --",
        "  fc1 (Linear)  [64, 128]        100,480      6,422,528",
        "  relu (ReLU)   [64, 128]             --             --",
        "  fc2 (Linear)  [64, 10]           1,290         81,920",
        "-------------------------------------------------------",
        "Parameters: 101,770 (100,480 of them frozen)",
        "Multiply-adds: 6,504,448",
      ].join("\n"),
    );
  });

  it("goes through recurrent layers, attention and embeddings", () => {
    const lstm = summary(new LSTM(3, 4), [5, 2, 3]);
    assert.deepEqual(lstm.rows[0]!.outputShape, [5, 2, 4]);
    assert.equal(lstm.multiplyAdds, 5 * 2 * 16 * (3 + 4));
    const attention = summary(new MultiheadAttention(4, 2), [
      [3, 2, 4],
      [3, 2, 4],
      [3, 2, 4],
    ]);
    // four projections of 6 rows; scores and sums of 2 batches, 2 heads, 3 3 pairs, 2 features
    assert.equal(attention.multiplyAdds, 4 * 6 * 16 + 2 * (2 * 2 * 9 * 2));
    const table = summary(new Embedding(9, 3), [2, 2], { dtype: "int64" });
    assert.deepEqual([table.rows[0]!.outputShape, table.parameters], [[2, 2, 3], 27]);
  });

  it("computes nothing and leaves the model as it was, also where it fails", () => {
    const net = new Mixed();
    net.body.eval();
    const runs = engineStats().runs;
    summary(net, [1, 2, 4, 4]);
    assert.throws(() => summary(net, [1, 3, 4, 4]), /conv/);
    assert.equal(engineStats().runs, runs);
    const modes = net.namedModules().map(([, { training }]) => training);
    assert.deepEqual(modes, [true, false, false, false, false, true, true, true]);
    assert.ok(net.modules().every((module) => !Object.hasOwn(module, "forward")));
    assert.ok(net.forward(zeros([1, 2, 4, 4])).requiresGrad);
    assert.throws(() => summary(net, 4 as never), /summary: expected an input shape, got 4/);
  });
});
