import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { applyOp, engineStats, tensor } from "../../src/tensor/index.ts";
import { defineOp, type LowerContext } from "../../src/tensor/op.ts";

type None = Readonly<Record<string, never>>;
const type = ([x]: LowerContext<None>["types"]) => x!;
const none = { none: "made for this test" };

describe("defineOp", () => {
  it("takes an operator's name as the whole ONNX form, and works with its gradient", async () => {
    const sin = defineOp<None>({
      name: "sin",
      type,
      onnx: "Sin",
      grad: ({ inputs: [x], gy, apply }) => [gy.mul(apply(cos, [x!], {}))],
    });
    const cos = defineOp<None>({ name: "cos", type, onnx: "Cos", grad: none });
    const x = tensor([0], { requiresGrad: true });
    applyOp(sin, [x], {}).sum().backward();
    assert.deepEqual(await x.grad!.toArray(), [1]);
  });

  it("an op without gradient says why and stops gradients", () => {
    const stop = defineOp<None>({ name: "stop", type, onnx: "Identity", grad: none });
    assert.equal(stop.noGradient, "made for this test");
    assert.equal(applyOp(stop, [tensor([1], { requiresGrad: true })], {}).requiresGrad, false);
  });
});

describe("a program that does not compile", () => {
  it("is an engine error, is not cached, and compiles once it can", async () => {
    let operator = "NoSuchOperator";
    const lower = ({ graph, names }: LowerContext<None>) => graph.add(operator, names);
    const op = defineOp<None>({ name: "sometimes", type, onnx: lower, grad: none });
    const run = () => applyOp(op, [tensor([5])], {}).toArray();
    const { compiles } = engineStats();
    await assert.rejects(run(), (error: Error & { code: string }) => {
      assert.equal(error.code, "ENGINE");
      assert.match(
        error.message,
        /^tensor engine: expected a graph that ONNX Runtime compiles for cpu, got /,
      );
      return true;
    });
    await assert.rejects(run(), /NoSuchOperator/);
    assert.equal(engineStats().compiles, compiles + 2);
    operator = "Identity";
    assert.deepEqual(await run(), [5]);
  });

  it("is not cached either where only its scalars had changed", async () => {
    let operator = "Identity";
    const lower = ({ graph, names }: LowerContext<None>) => graph.add(operator, names);
    const op = defineOp<None>({ name: "later", type, onnx: lower, grad: none });
    const run = (scale: number) => applyOp(op, [tensor([5]).mul(scale)], {}).toArray();
    assert.deepEqual(await run(2), [10]);
    operator = "NoSuchOperator";
    await assert.rejects(run(3), /NoSuchOperator/);
    operator = "Identity";
    assert.deepEqual(await run(3), [15]);
  });
});
