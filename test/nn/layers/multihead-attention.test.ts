import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { MultiheadAttention } from "../../../src/nn/index.ts";
import { ones, zeros } from "../../../src/tensor/index.ts";
import { recurrentSuite } from "../rnn-golden.ts";

recurrentSuite("MultiheadAttention");

describe("MultiheadAttention", () => {
  const layer = new MultiheadAttention(4, 2);
  const x = ones([3, 2, 4]);

  it("gives one tensor, two views or each head's weights", () => {
    const [output, weights] = layer.forward(x, x, x);
    assert.deepEqual(
      [output.shape, weights?.shape],
      [
        [3, 2, 4],
        [2, 3, 3],
      ],
    );
    assert.equal(layer.forward(x, x, x, { needWeights: false })[1], undefined);
    const [, each] = layer.forward(x, x, x, { averageAttnWeights: false });
    assert.deepEqual(each?.shape, [2, 2, 3, 3]);
  });

  it("zeroes weights while training", async () => {
    const dropped = new MultiheadAttention(4, 2, { dropout: 1 });
    assert.ok(Number(await dropped.forward(x, x, x)[1]!.sum().item()) === 0);
    const sum = Number(await dropped.eval().forward(x, x, x)[1]!.sum().item());
    assert.ok(Math.abs(sum - 6) < 1e-5, `${sum}`);
  });

  it("refuses inputs and masks that do not fit", () => {
    const other = zeros([3, 2, 5]);
    assert.throws(() => layer.forward(x, other, other), {
      message:
        "MultiheadAttention: expected query [l, n, 4], key [s, n, 4], value [s, n, 4], or all without n, " +
        "got [[3, 2, 4], [3, 2, 5], [3, 2, 5]]; check batchFirst",
    });
    assert.throws(() => layer.forward(x, x, zeros([2, 2, 4])), /MultiheadAttention/);
    assert.throws(() => layer.forward(x, zeros([3, 1, 4]), zeros([3, 1, 4])), /batchFirst/);
    const mask = (shape: number[]) => zeros(shape, { dtype: "bool" });
    assert.throws(() => layer.forward(x, x, x, { attnMask: mask([2, 3]) }), {
      message:
        "MultiheadAttention: expected attnMask of shape [3,3] or [4,3,3], got [2, 3]; check the mask",
    });
    assert.throws(() => layer.forward(x, x, x, { keyPaddingMask: mask([3, 2]) }), /\[2,3\]/);
    assert.throws(() => new MultiheadAttention(4, 3), /divisible by numHeads=3/);
    assert.throws(() => new MultiheadAttention(4, 2, { dropout: 2 }), /dropout/);
  });
});
