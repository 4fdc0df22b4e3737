import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { applyOp, ops, realize, zeros } from "../../../src/tensor/index.ts";
import { recurrent } from "../../../src/tensor/ops/recurrent.ts";
import { Rng } from "../../../src/util/rng.ts";
import { between, toTensor } from "./arrays.ts";
import { derivative, weightedSum } from "./finite-differences.ts";
import { assertNear, opSuite } from "./op-suite.ts";
import { lstmResult, lstmShapes, lstmTrace, recurrentSamples } from "./recurrent.samples.ts";

opSuite(recurrent, recurrentSamples);

describe("lstm given its own trace", () => {
  for (const [steps, n, hidden, reverse] of [
    [3, 2, 2, false],
    [3, 2, 2, true],
    [1, 1, 3, false],
    [2, 0, 2, true],
  ] as const) {
    it(`has the slopes of its results: ${steps} steps, n ${n}, hidden ${hidden}, ${reverse ? "backwards" : "forwards"}`, async () => {
      const rng = new Rng(steps + hidden);
      const inputs = lstmShapes(steps, n, hidden).map((shape) => between(rng, shape, -1, 1));
      const weights = between(rng, [steps + 1, n, hidden], -1, 1);
      const leaves = inputs.map((input) => toTensor(input).setRequiresGrad());
      const trace = applyOp(ops.lstmTrace, leaves, { reverse });
      assert.equal(trace.requiresGrad, false);
      const out = applyOp(ops.lstm, [...leaves, trace], { reverse });
      out.mul(toTensor(weights)).sum().backward();
      await realize(...leaves.map(({ grad }) => grad!));
      const numeric = derivative(
        (values) => weightedSum(lstmResult(lstmTrace(values, reverse), reverse), weights),
        inputs,
      );
      leaves.forEach(({ grad }, i) => void assertNear(grad!, numeric[i]!, 1e-4, `input ${i}`));
    });
  }

  it("refuses gradients of gradients, and sizes that do not fit", () => {
    const inputs = lstmShapes(2, 1, 2).map((shape) => zeros(shape).setRequiresGrad());
    const trace = applyOp(ops.lstmTrace, inputs, { reverse: false });
    const out = applyOp(ops.lstm, [...inputs, trace], { reverse: false });
    out.sum().backward({ createGraph: true });
    const slope = inputs[0]!.grad!.sum();
    assert.throws(() => slope.backward(), /LSTM: expected first gradients only/);
    assert.throws(
      () => applyOp(ops.lstmTrace, [zeros([0, 1, 8]), ...inputs.slice(1)], { reverse: false }),
      {
        message:
          "lstmTrace: expected projected [t, n, 4 hidden], h and c [n, hidden], weight [4 hidden, hidden], " +
          "got [[0, 1, 8], [1, 2], [1, 2], [8, 2]]; check the sizes; t must not be 0",
      },
    );
  });
});
