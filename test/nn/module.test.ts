import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { inspect } from "node:util";
import { Dropout, Linear, Module, parameter, Sequential } from "../../src/nn/index.ts";
import { ones, type Tensor, zeros } from "../../src/tensor/index.ts";
import { VisionError } from "../../src/util/errors.ts";
import { sameObjects } from "../support/same-objects.ts";
import { golden, make, SimpleNN } from "./golden.ts";

class Counting extends Module {
  readonly scale = parameter(ones([2]));
  readonly seen = this.buffer("seen", zeros([1]));
  readonly inner = new Linear(2, 2);
  readonly again = this.inner;
  forward(x: Tensor): Tensor {
    return this.inner.forward(x.mul(this.scale));
  }
}

describe("Module finds what its fields hold", () => {
  it("the course's net: names, 101,770 parameters, printed form", () => {
    const net = new SimpleNN();
    const names = ["fc1.weight", "fc1.bias", "fc2.weight", "fc2.bias"];
    assert.deepEqual([...net.stateDict().keys()], names);
    const counts = net.parameters().map(({ shape }) => shape.reduce((a, b) => a * b, 1));
    assert.equal(
      counts.reduce((a, b) => a + b),
      101_770,
    );
    assert.deepEqual(net.forward(zeros([64, 784])).shape, [64, 10]);
  });

  it("prints nested modules as PyTorch", () => {
    const { cases } = golden<{ cases: Record<string, string> }>("printed");
    for (const call of ["SimpleNN()", "Block()"]) assert.equal(String(make(call)), cases[call]);
    assert.equal(inspect(new SimpleNN()), cases["SimpleNN()"]);
  });

  it("own parameters first, then buffers, then sub-modules; a shared one once in parameters()", () => {
    const module = new Counting();
    assert.deepEqual(
      [...module.stateDict().keys()],
      ["scale", "seen", "inner.weight", "inner.bias", "again.weight", "again.bias"],
    );
    const names = module.namedParameters().map(([name]) => name);
    assert.deepEqual(names, ["scale", "inner.weight", "inner.bias"]);
    assert.deepEqual(
      module.namedBuffers().map(([name]) => name),
      ["seen"],
    );
    assert.deepEqual(
      module.namedChildren().map(([name]) => name),
      ["inner"],
    );
    assert.deepEqual(
      module.namedModules().map(([name]) => name),
      ["", "inner"],
    );
    sameObjects(module.children(), [module.inner]);
    sameObjects(module.modules(), [module, module.inner]);
    sameObjects(module.buffers(), [module.seen]);
    assert.equal(String(module).match(/Linear/g)?.length, 2);
  });

  it("train and eval reach every level and return the module", () => {
    const net = new Sequential(new Sequential(new Dropout(0.5)), new Linear(1, 1));
    assert.equal(net.eval(), net);
    assert.ok(net.namedModules().every(([, { training }]) => !training));
    assert.equal(net.train(), net);
    assert.ok(net.namedModules().every(([, { training }]) => training));
  });

  it("apply visits the parts before the whole, each once", () => {
    const net = new Sequential(new Sequential(new Dropout(0.5)), new Linear(1, 1));
    const visited: string[] = [];
    assert.equal(
      net.apply((module) => visited.push(module.constructor.name)),
      net,
    );
    assert.deepEqual(visited, ["Dropout", "Sequential", "Linear", "Sequential"]);
  });

  it("freezes, thaws and forgets gradients", () => {
    const net = new Linear(2, 1);
    net.requiresGrad(false);
    assert.equal(net.forward(ones([1, 2])).requiresGrad, false);
    net.requiresGrad();
    net
      .forward(ones([1, 2]))
      .sum()
      .backward();
    assert.ok(net.weight.grad);
    net.zeroGrad();
    assert.equal(net.weight.grad, null);
  });
});

describe("loadStateDict", () => {
  const values = (net: Module) => [...net.stateDict()].map(([, tensor]) => tensor.hostData());

  it("takes over another net's values, so that outputs are equal", async () => {
    const [from, to] = [new Linear(3, 2), new Linear(3, 2)];
    const x = ones([1, 3]);
    assert.notDeepEqual(await to.forward(x).data(), await from.forward(x).data());
    assert.deepEqual(to.loadStateDict(from.stateDict()), { missingKeys: [], unexpectedKeys: [] });
    assert.deepEqual(await to.forward(x).data(), await from.forward(x).data());
    assert.ok(to.weight.requiresGrad);
  });

  it("lists everything that does not fit and changes nothing", () => {
    const net = new Linear(3, 2);
    const before = values(net);
    const state = new Map([
      ["weight", zeros([2, 4])],
      ["extra", zeros([1])],
    ]);
    assert.throws(
      () => net.loadStateDict(state),
      (error: VisionError) => {
        assert.equal(error.code, "MISMATCH");
        assert.equal(
          error.message,
          "Linear.loadStateDict: expected the module's own names and shapes (1 missing: bias. " +
            "1 unexpected: extra. 1 of another kind: weight is float32 [2,4], not float32 [2,3]), " +
            'got "a state dict that differs"; nothing was loaded; load the file into the model that ' +
            "it was saved from, or pass { strict: false }",
        );
        return error instanceof VisionError;
      },
    );
    assert.deepEqual(values(net), before);
  });

  it("with strict: false returns the names, but still refuses other shapes", () => {
    const net = new Linear(3, 2);
    const state = new Map([
      ["bias", ones([2])],
      ["extra", zeros([1])],
    ]);
    const result = net.loadStateDict(state, { strict: false });
    assert.deepEqual(result, { missingKeys: ["weight"], unexpectedKeys: ["extra"] });
    assert.deepEqual([...net.bias!.hostData()], [1, 1]);
    const wrong = new Map([
      ["bias", zeros([2])],
      ["weight", zeros([3, 2], { dtype: "float64" })],
    ]);
    assert.throws(() => net.loadStateDict(wrong, { strict: false }), /weight is float64 \[3,2\]/);
    assert.deepEqual([...net.bias!.hostData()], [1, 1]);
  });

  it("changes nothing where a given tensor is not computed yet", () => {
    const net = new Linear(3, 2);
    const before = values(net);
    const state = new Map([
      ["weight", zeros([2, 3])],
      ["bias", zeros([2]).exp()],
    ]);
    assert.throws(() => net.loadStateDict(state), /not computed yet/);
    assert.deepEqual(values(net), before);
  });

  it("leaves a recorded graph the values that it was recorded with", async () => {
    const net = new Linear(1, 1, { bias: false });
    net.loadStateDict(new Map([["weight", ones([1, 1])]]));
    const y = net.forward(ones([1, 1]));
    net.loadStateDict(new Map([["weight", zeros([1, 1])]]));
    assert.deepEqual(await y.toArray(), [[1]]);
    assert.deepEqual(await net.forward(ones([1, 1])).toArray(), [[0]]);
  });
});
