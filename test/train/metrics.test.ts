import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Tensor } from "../../src/tensor/index.ts";
import {
  addBatch,
  argmaxRows,
  countCorrect,
  noSums,
  scoresOf,
  scoresText,
} from "../../src/train/metrics.ts";

const table = (rows: number[][]) =>
  Tensor.fromData(Float32Array.from(rows.flat()), [rows.length, rows[0]!.length]);

describe("metrics", () => {
  it("takes the first of equals as the largest", () => {
    const rows = [
      [1, 2, 3],
      [3, 3, 1],
      [0, 5, 5],
      [-2, -1, -3],
    ];
    assert.deepEqual(argmaxRows(table(rows)), [2, 0, 1, 1]);
    assert.deepEqual(argmaxRows(Tensor.fromData(new Float32Array(0), [0, 3])), []);
  });

  it("counts rows whose largest number is at the label", () => {
    const logits = table([
      [1, 2],
      [2, 1],
      [0, 1],
    ]);
    assert.equal(countCorrect(logits, Tensor.fromData(BigInt64Array.of(1n, 1n, 1n), [3])), 2);
  });

  it("prints scores as a line of progress has them", () => {
    assert.equal(scoresText({ loss: 1.23456, accuracy: 2 / 3 }), "loss 1.2346, accuracy 66.67 %");
  });

  it("weighs batches by their samples", () => {
    const sums = noSums();
    addBatch(sums, 1, 3, 4);
    addBatch(sums, 4, 0, 1);
    assert.deepEqual(scoresOf(sums), { loss: 8 / 5, accuracy: 3 / 5, count: 5 });
    assert.deepEqual(scoresOf(noSums()), { loss: Number.NaN, accuracy: Number.NaN, count: 0 });
  });
});
