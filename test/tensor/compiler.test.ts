import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { collect, Interner } from "../../src/tensor/collect.ts";
import { Compiler, looseValues, weightPlaces } from "../../src/tensor/compiler.ts";
import { ones, type Tensor, tensor } from "../../src/tensor/index.ts";
import type { Runtime } from "../../src/tensor/runtime/runtime.ts";

let walks = 4_000_000; // beyond what the engine's own walks reach here
const recordingOf = (root: Tensor) => collect([root.node], new Interner(), ++walks);

const idle: Runtime = {
  name: "none",
  compile: async () => ({ run: async () => [], close: async () => {} }),
  channelBlock: async () => 1,
  close: async () => {},
};

describe("Compiler", () => {
  it("counts compilations, and shares the second one with all further sizes", () => {
    let count = 0;
    const compiler = new Compiler(
      async () => idle,
      () => void count++,
      () => 1,
    );
    const entries = [2, 3, 4, 5].map((n) =>
      compiler.entry(recordingOf(ones([n, 3]).flatten().add(1.5))),
    );
    assert.equal(count, 2);
    assert.deepEqual(
      entries.map(({ open }) => open?.values.map(({ data }) => Number(data[0]))),
      [undefined, [9], [12], [15]],
    );
    const trained = (n: number) => ones([n, 3], { requiresGrad: true }).flatten().add(1.5);
    for (const n of [2, 3, 4]) compiler.entry(recordingOf(trained(n)));
    assert.equal(count, 5, "with gradients each size has its own");
  });

  it("counts the bytes of all values that a run may hold", () => {
    const compiler = new Compiler(
      async () => idle,
      () => {},
      () => 1,
    );
    const { bytes } = compiler.entry(recordingOf(ones([10, 10]).exp().sum()));
    assert.equal(bytes, 400 + 400 + 4);
  });
});

describe("weightPlaces", () => {
  it("names the module's tensors where no gradient may be asked for", () => {
    const weight = tensor([2]).setPersistent();
    const without = recordingOf(tensor([1]).mul(weight));
    assert.deepEqual([...weightPlaces(without)], [1]);
    assert.equal(looseValues(without, weightPlaces(without))[0]!.deref()?.data[0], 2);
    const trained = tensor([2]).setRequiresGrad().setPersistent();
    assert.equal(weightPlaces(recordingOf(tensor([1]).mul(trained))).size, 0);
    assert.equal(weightPlaces(recordingOf(weight.exp())).size, 0, "nothing else goes in");
  });
});
