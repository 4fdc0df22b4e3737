import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Linear, ModuleList, ReLU } from "../../../src/nn/index.ts";

describe("ModuleList", () => {
  it("holds modules by number through append, extend and insert", () => {
    const [a, b, c, d] = [new Linear(1, 1), new ReLU(), new ReLU(), new Linear(2, 2)];
    const list = new ModuleList<Linear | ReLU>([a]).append(c).extend([d]).insert(1, b);
    assert.deepEqual([...list], [a, b, c, d]);
    assert.deepEqual([list[1], list.at(-1), list.length], [b, d, 4]);
    assert.deepEqual([...list.stateDict().keys()], ["0.weight", "0.bias", "3.weight", "3.bias"]);
    assert.deepEqual(list.children(), [a, b, c, d]);
    assert.equal(
      String(new ModuleList([a, b])),
      "ModuleList(\n  (0): Linear(in_features=1, out_features=1, bias=True)\n  (1): ReLU()\n)",
    );
    assert.equal(String(new ModuleList()), "ModuleList()");
  });

  it("is not called, and refuses other places and what is no module", () => {
    const list = new ModuleList([new ReLU()]);
    assert.throws(() => list.forward(), {
      message:
        'ModuleList: expected its modules to be called, got "a call of forward"; call them one by one',
    });
    assert.throws(() => list.at(1), /ModuleList.at: expected a place in \[-1, 0\], got 1/);
    assert.throws(() => list.insert(2, new ReLU()), /insert/);
    assert.throws(() => list.append("relu" as never), /expected modules, got "relu"/);
    assert.equal(list.length, 1);
  });
});
