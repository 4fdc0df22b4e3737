import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Linear, Module, ReLU, Sequential } from "../../src/nn/index.ts";
import { ones, type Tensor, tensor } from "../../src/tensor/index.ts";
import { sameObjects } from "../support/same-objects.ts";

class Doubled extends Module {
  readonly inner = new ReLU();
  forward(x: Tensor): Tensor {
    return this.inner.forward(x).mul(2);
  }
}

describe("forward hooks", () => {
  it("see module, inputs and output, in the order of registering, inside other modules too", () => {
    const net = new Doubled();
    const calls: unknown[] = [];
    const x = ones([2]);
    net.inner.registerForwardPreHook((module, inputs) => {
      calls.push("before", module, ...inputs);
      return undefined;
    });
    net.inner.registerForwardHook((module, inputs, output) => {
      calls.push("after", module, ...inputs, output);
      return undefined;
    });
    net.forward(x);
    const output = calls.at(-1);
    sameObjects(calls, ["before", net.inner, x, "after", net.inner, x, output]);
    assert.deepEqual((output as Tensor).shape, [2]);
  });

  it("change inputs and outputs by what they return, each the one before it", async () => {
    const net = new Doubled();
    net.registerForwardPreHook((_, [x]) => [x.add(1)]);
    net.registerForwardPreHook((_, [x]) => [x.mul(10)]);
    net.registerForwardHook((_module, _inputs, y) => y.neg());
    net.registerForwardHook((_module, _inputs, y) => y.sub(1));
    assert.deepEqual(await net.forward(tensor([1])).toArray(), [-41]);
  });

  it("the last one removed leaves the class's forward; removing twice takes nothing else off", () => {
    const net = new Linear(2, 1);
    const fields = Object.keys(net);
    let calls = 0;
    const count = () => void calls++;
    const [one, two] = [net.registerForwardHook(count), net.registerForwardHook(count)];
    assert.deepEqual(Object.keys(net), fields);
    net.forward(ones([1, 2]));
    assert.equal(calls, 2);
    one.remove();
    one.remove();
    net.forward(ones([1, 2]));
    assert.equal(calls, 3);
    assert.ok(Object.hasOwn(net, "forward"));
    two.remove();
    assert.ok(!Object.hasOwn(net, "forward"));
    assert.equal(net.forward, Linear.prototype.forward);
    net.registerForwardHook(count);
    net.forward(ones([1, 2]));
    assert.equal(calls, 4);
  });

  it("keep a forward that is a field of the object", () => {
    const net = new Sequential();
    const own = (x: Tensor) => x.neg();
    net.forward = own;
    net.registerForwardPreHook(() => undefined).remove();
    assert.equal(net.forward, own);
  });
});
