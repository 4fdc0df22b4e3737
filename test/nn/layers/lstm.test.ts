import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { LSTM } from "../../../src/nn/index.ts";
import { ones, zeros } from "../../../src/tensor/index.ts";
import { recurrentSuite } from "../rnn-golden.ts";

recurrentSuite("LSTM");

describe("LSTM", () => {
  it("refuses inputs and states that do not fit, and other options", () => {
    const lstm = new LSTM(3, 4, { batchFirst: true });
    assert.throws(() => lstm.forward(zeros([2, 5, 4])), {
      message:
        "LSTM: expected an input [n, t, 3] or [t, 3] with t > 0, got [2, 5, 4]; check inputSize and batchFirst",
    });
    assert.throws(() => lstm.forward(zeros([2, 0, 3])), /t > 0/);
    assert.throws(() => lstm.forward(zeros([3])), /LSTM/);
    assert.throws(() => lstm.forward(zeros([2, 5, 3]), [zeros([1, 2, 4]), zeros([1, 5, 4])]), {
      message:
        "LSTM: expected states of shape [1,2,4], got [1, 5, 4]; pass what forward gave, or none",
    });
    assert.throws(() => new LSTM(0, 4), /inputSize/);
    assert.throws(() => new LSTM(3, 4, { numLayers: 0 }), /numLayers/);
    assert.throws(() => new LSTM(3, 4, { dropout: 2 }), /dropout/);
  });

  it("names its weights as fields, too", () => {
    const lstm = new LSTM(3, 4, { bidirectional: true });
    assert.deepEqual(lstm.weight_ih_l0.shape, [16, 3]);
    assert.deepEqual(lstm.bias_hh_l0_reverse.shape, [16]);
  });

  it("gives no dropout in eval", async () => {
    const lstm = new LSTM(3, 4, { numLayers: 2, dropout: 1 });
    const x = ones([2, 1, 3]);
    const [dropped] = lstm.forward(x);
    const [whole] = lstm.eval().forward(x);
    assert.notDeepEqual(await whole.data(), await dropped.data());
  });
});
