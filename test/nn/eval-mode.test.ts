import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { enterEvalMode } from "../../src/nn/eval-mode.ts";
import { Dropout, Linear, Sequential } from "../../src/nn/index.ts";

describe("enterEvalMode", () => {
  it("puts each module's own mode back", () => {
    const model = new Sequential(new Linear(2, 2), new Dropout(0.5));
    model.children()[1]!.eval();
    const modes = () => model.namedModules().map(([, { training }]) => training);
    const before = modes();
    assert.equal(new Set(before).size, 2);
    const leave = enterEvalMode(model);
    assert.deepEqual(new Set(modes()), new Set([false]));
    leave();
    assert.deepEqual(modes(), before);
  });
});
