import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { OnnxPredictor } from "../../src/models/onnx-predictor.ts";
import { tensor, zeros } from "../../src/tensor/index.ts";
import type { NamedTensor } from "../../src/tensor/runtime/runtime.ts";
import { RuntimeOwner } from "../../src/tensor/runtime/runtime-owner.ts";

const row = { name: "a", dtype: "float32", shape: ["n", 2] } as const;
const any = { name: "b", dtype: "int64", shape: undefined } as const;

// A model that gives its inputs back.
function predictorOf(inputs: (typeof row | typeof any)[], log: string[] = []) {
  return new OnnxPredictor({
    inputs,
    outputs: inputs,
    metadata: new Map(),
    owner: new RuntimeOwner({ threads: 1, device: "cpu", thread: false }),
    model: {
      run: async (given: readonly NamedTensor[]) => {
        await new Promise((resolve) => setImmediate(resolve));
        log.push("run");
        return [...given];
      },
      close: async () => void log.push("close"),
    },
  });
}

describe("OnnxPredictor", () => {
  it("hands computed inputs over in the model's order, and names the outputs", async () => {
    const predictor = predictorOf([row, any]);
    const b = tensor([[1n, 2n].map(Number)], { dtype: "int64" });
    const results = await predictor.run({ b, a: zeros([3, 2]).add(1) });
    assert.deepEqual(Object.keys(results), ["a", "b"]);
    assert.deepEqual(await results["a"]!.toArray(), [
      [1, 1],
      [1, 1],
      [1, 1],
    ]);
    assert.deepEqual([results["b"]!.dtype, results["b"]!.shape], ["int64", [1, 2]]);
  });

  it("predicts by the only input", async () => {
    assert.deepEqual((await predictorOf([row]).predict(zeros([4, 2]))).shape, [4, 2]);
    const two = predictorOf([row, any]).predict(zeros([4, 2]));
    await assert.rejects(two, /a model with one input, got "a, b"; call run/);
  });

  it("refuses other names, types and shapes", async () => {
    const predictor = predictorOf([row]);
    const cases: [Record<string, unknown>, RegExp][] = [
      [{}, /a tensor for each input \(a\), got \[\]/],
      [{ a: zeros([1, 2]), c: zeros([1]) }, /inputs called a, got "c"/],
      [{ a: [1, 2] }, /a tensor for a, got \[1, 2\]/],
      [{ a: zeros([1, 2], { dtype: "int64" }) }, /float32 for a, got "int64"/],
      [{ a: zeros([1, 3]) }, /shape \[n, 2\] for a, got \[1, 3\]/],
      [{ a: zeros([2]) }, /shape \[n, 2\] for a, got \[2\]/],
    ];
    for (const [inputs, message] of cases) {
      const call = predictor.run(inputs as never);
      await assert.rejects(call, { code: "INVALID_ARGUMENT", message });
    }
  });

  it("closes once, after what is under way", async () => {
    const log: string[] = [];
    const predictor = predictorOf([row], log);
    const run = predictor.predict(zeros([1, 2]));
    await Promise.all([predictor.close(), predictor.close(), run]);
    assert.deepEqual(log, ["run", "close"]);
    await assert.rejects(predictor.predict(zeros([1, 2])), /an open model/);
  });
});
