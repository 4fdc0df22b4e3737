import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Scalars } from "../../src/optim/scalars.ts";

describe("Scalars", () => {
  it("keeps one tensor a name, type and value from step to step, and drops what a step did not use", () => {
    const scalars = new Scalars();
    const lr = scalars.get("lr", 0.5, "float32");
    assert.deepEqual([lr.shape, lr.dtype, [...lr.hostData()]], [[], "float32", [0.5]]);
    assert.equal(scalars.get("lr", 0.5, "float32"), lr);
    assert.notEqual(scalars.get("momentum", 0.5, "float32"), lr);
    assert.deepEqual([...scalars.get("lr", 0.1, "float64").hostData()], [0.1]);
    scalars.begin();
    assert.equal(scalars.get("lr", 0.5, "float32"), lr);
    scalars.begin();
    scalars.begin();
    assert.notEqual(scalars.get("lr", 0.5, "float32"), lr);
  });
});
