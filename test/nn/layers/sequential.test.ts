import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Linear, ReLU, Sequential } from "../../../src/nn/index.ts";
import { zeros } from "../../../src/tensor/index.ts";
import { layerSuite } from "../layer-suite.ts";

layerSuite("Sequential");

describe("Sequential", () => {
  const net = new Sequential(new Linear(10, 20), new ReLU(), new Linear(20, 5));

  it("runs its layers in order, as the course shows", () => {
    assert.deepEqual(net.forward(zeros([3, 10])).shape, [3, 5]);
    assert.deepEqual(new Sequential().forward(zeros([3])).shape, [3]);
  });

  it("names them 0, 1, ... and holds them by number", () => {
    assert.equal(net.length, 3);
    assert.ok(net[1] instanceof ReLU);
    const names = ["0.weight", "0.bias", "2.weight", "2.bias"];
    assert.deepEqual([...net.stateDict().keys()], names);
    const eleven = new Sequential(...Array.from({ length: 11 }, () => new Linear(1, 1)));
    assert.equal([...eleven.stateDict().keys()].at(-1), "10.bias");
  });

  it("takes names from an object, and holds the layers by place, too", () => {
    const named = new Sequential({ fc1: new Linear(2, 2), relu: new ReLU() });
    assert.deepEqual([...named.stateDict().keys()], ["fc1.weight", "fc1.bias"]);
    assert.ok(named[1] instanceof ReLU && named.at(-1) === named[1] && named.length === 2);
    assert.deepEqual([...named], named.children());
    assert.equal(
      String(named),
      "Sequential(\n  (fc1): Linear(in_features=2, out_features=2, bias=True)\n  (relu): ReLU()\n)",
    );
    assert.deepEqual(named.forward(zeros([1, 2])).shape, [1, 2]);
    assert.throws(() => new Sequential({ forward: new ReLU() }), /names that the container/);
    assert.throws(() => new Sequential({ "a.b": new ReLU() }), /no dot/);
    assert.throws(() => new Sequential({ training: new ReLU() }), /another name/);
  });

  it("refuses what is no module", () => {
    assert.throws(() => new Sequential(Math.abs as never), {
      message: "Sequential: expected modules, got function abs; pass layers such as new ReLU()",
    });
  });
});
