import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { SGD } from "../../src/optim/index.ts";
import { ones, type Tensor, tensor, zeros } from "../../src/tensor/index.ts";
import { VisionError } from "../../src/util/errors.ts";
import { inNumbers } from "../support/same-objects.ts";

const start = () => tensor([1, -2, 3], { requiresGrad: true });
const square = (x: Tensor) => x.mul(x).sum();

async function train(parameter: Tensor, optimizer: SGD, steps: number): Promise<void> {
  for (let i = 0; i < steps; i++) {
    optimizer.zeroGrad();
    square(parameter).backward();
    await optimizer.step();
  }
}

describe("Optimizer", () => {
  it("computes losses and parameters in step, so that both are in memory", async () => {
    const x = start();
    const optimizer = new SGD([x], { lr: 0.25 });
    const loss = square(x);
    loss.backward();
    await optimizer.step();
    assert.deepEqual([...loss.hostData()], [14]);
    assert.deepEqual([...x.hostData()], [0.5, -1, 1.5]);
    assert.equal(x.requiresGrad, true);
  });

  it("leaves parameters alone that got no gradient", async () => {
    const [x, y] = [start(), start()];
    const optimizer = new SGD([x, y], { lr: 0.25, weightDecay: 0.5 });
    square(x).backward();
    await optimizer.step();
    assert.deepEqual([...y.hostData()], [1, -2, 3]);
    await new SGD([y], { lr: 1 }).step(); // nothing to do
    assert.deepEqual([...y.hostData()], [1, -2, 3]);
  });

  it("adds up the gradients of two losses", async () => {
    const x = start();
    const optimizer = new SGD([x], { lr: 0.25 });
    const losses = [square(x), x.sum()];
    for (const loss of losses) loss.backward();
    await optimizer.step();
    assert.deepEqual([...x.hostData()], [0.25, -1.25, 1.25]);
    assert.deepEqual(
      losses.map((loss) => loss.hostData()[0]),
      [14, 2],
    );
  });

  it("continues from its state dict bit for bit", async () => {
    const options = { lr: 0.01, momentum: 0.9, nesterov: true };
    const x = start();
    const optimizer = new SGD([x], options);
    await train(x, optimizer, 3);
    const saved = {
      x: Float32Array.from(x.hostData() as Float32Array),
      state: optimizer.stateDict(),
    };
    await train(x, optimizer, 3);

    const y = tensor([...saved.x], { requiresGrad: true });
    const other = new SGD([y], { ...options, lr: 0.5 });
    other.loadStateDict(saved.state);
    assert.equal(other.lr, 0.01);
    await train(y, other, 3);
    assert.deepEqual(y.hostData(), x.hostData());
    assert.deepEqual([...saved.state.tensors.keys()], ["momentum_buffer.0"]);
  });

  it("refuses a state of other parameters and keeps its own", async () => {
    const x = start();
    const optimizer = new SGD([x], { lr: 0.1, momentum: 0.9 });
    await train(x, optimizer, 1);
    const before = optimizer.stateDict();
    const numbers = inNumbers(before);
    for (const [key, shape] of [
      ["momentum_buffer.0", [4]],
      ["momentum_buffer.1", [3]],
      ["momentum_buffer", [3]],
    ] as const) {
      const state = { ...before, tensors: new Map<string, Tensor>([[key, zeros(shape)]]) };
      assert.throws(() => optimizer.loadStateDict(state), { code: "MISMATCH" });
    }
    const [group] = before.groups;
    const settings = { ...group!.settings, lr: -1 };
    const badRate = { ...before, groups: [{ ...group!, settings }] };
    assert.throws(() => optimizer.loadStateDict(badRate), /lr to be a finite number/);
    assert.equal(optimizer.lr, 0.1);
    assert.deepEqual(inNumbers(optimizer.stateDict()), numbers);
  });

  it("with requireFinite throws before anything changes", async () => {
    const x = start();
    const optimizer = new SGD([x], { lr: 0.1, momentum: 0.9 });
    await train(x, optimizer, 1);
    const [values, state] = [x.hostData(), inNumbers(optimizer.stateDict())];
    optimizer.zeroGrad();
    x.sum().mul(1e38).mul(1e38).backward();
    await assert.rejects(optimizer.step({ requireFinite: true }), (error: VisionError) => {
      assert.equal(error.code, "NOT_FINITE");
      assert.match(
        error.message,
        /^Optimizer.step: expected a finite loss, got -?Infinity; no par/,
      );
      return error instanceof VisionError;
    });
    assert.equal(x.hostData(), values);
    assert.deepEqual(inNumbers(optimizer.stateDict()), state);
    await train(x, optimizer, 1);
    assert.ok([...x.hostData()].every((value) => Number.isFinite(value)));
  });

  it("refuses no parameters, computed tensors, and what is no tensor", () => {
    assert.throws(() => new SGD([], { lr: 0.1 }), {
      message: "SGD: expected at least one parameter, got []; pass model.parameters()",
    });
    assert.throws(() => new SGD([start().exp()], { lr: 0.1 }), /leaf tensors as parameters/);
    assert.throws(() => new SGD([[1] as never], { lr: 0.1 }), /leaf tensors as parameters/);
  });

  it("takes a new rate at once, and keeps the old one where the new is refused", async () => {
    const x = ones([1], { requiresGrad: true });
    const optimizer = new SGD([x], { lr: 0.5 });
    optimizer.lr = 0.25;
    x.sum().backward();
    await optimizer.step();
    assert.deepEqual([...x.hostData()], [0.75]);
    assert.throws(() => {
      optimizer.lr = Number.NaN;
    }, /lr to be a finite number/);
    assert.equal(optimizer.lr, 0.25);
  });
});
