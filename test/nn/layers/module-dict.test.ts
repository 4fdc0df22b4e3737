import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Linear, ModuleDict, ReLU } from "../../../src/nn/index.ts";

describe("ModuleDict", () => {
  it("holds modules by name", () => {
    const [fc1, relu] = [new Linear(1, 1), new ReLU()];
    const dict = new ModuleDict<Linear | ReLU>({ fc1 }).set("relu", relu);
    assert.deepEqual([...dict.stateDict().keys()], ["fc1.weight", "fc1.bias"]);
    assert.deepEqual([...dict.keys()], ["fc1", "relu"]);
    assert.deepEqual([...dict.values()], [fc1, relu]);
    assert.deepEqual([...dict], [...dict.entries()]);
    assert.deepEqual(
      [dict.get("relu"), dict.has("fc1"), dict.has("fc2"), dict.size],
      [relu, true, false, 2],
    );
    assert.equal(String(new ModuleDict({ relu })), "ModuleDict(\n  (relu): ReLU()\n)");
  });

  it("puts another module in a name's place, and takes one out", () => {
    const [first, second] = [new ReLU(), new ReLU()];
    const dict = new ModuleDict({ a: first }).set("a", second);
    assert.deepEqual(dict.children(), [second]);
    assert.equal(dict.pop("a"), second);
    assert.deepEqual([dict.size, dict.children()], [0, []]);
  });

  it("is not called, and refuses names that it lacks or has itself", () => {
    const dict = new ModuleDict({ relu: new ReLU() });
    assert.throws(() => dict.forward(), /ModuleDict: expected its modules to be called/);
    assert.throws(() => dict.get("fc"), {
      message:
        'ModuleDict.get: expected one of the names ["relu"], got "fc"; check the name, or add it with set()',
    });
    for (const name of ["", "a.b", "get", "training"])
      assert.throws(() => dict.set(name, new ReLU()), /ModuleDict: expected/);
    assert.throws(() => dict.set("x", 3 as never), /modules/);
  });
});
