import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { GRUCell, LSTMCell, RNNCell } from "../../../src/nn/index.ts";
import { zeros } from "../../../src/tensor/index.ts";

// PyTorch's numbers: the tests of the cells.
describe("cells", () => {
  it("refuse inputs and states that do not fit", () => {
    const cell = new GRUCell(3, 4);
    assert.throws(() => cell.forward(zeros([2, 4])), {
      message: "GRUCell: expected an input [n, 3] or [3], got [2, 4]; check inputSize",
    });
    assert.throws(() => cell.forward(zeros([1, 2, 3])), /GRUCell/);
    assert.throws(() => cell.forward(zeros([2, 3]), zeros([3, 4])), {
      message: "GRUCell: expected states of shape [2,4], got [3, 4]; check them",
    });
    assert.throws(() => new LSTMCell(3, 0), /hiddenSize/);
    assert.throws(() => new RNNCell(3, 4, { nonlinearity: "gelu" as never }), /nonlinearity/);
  });

  it("hold their weights under PyTorch's names", () => {
    const { weight_ih, weight_hh, bias_ih, bias_hh } = new LSTMCell(3, 4);
    const shapes = [weight_ih, weight_hh, bias_ih, bias_hh].map((tensor) => tensor?.shape);
    assert.deepEqual(shapes, [[16, 3], [16, 4], [16], [16]]);
    assert.equal(new RNNCell(3, 4, { bias: false }).bias_ih, undefined);
  });
});
