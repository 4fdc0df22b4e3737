import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ModuleList, ReLU } from "../../../src/nn/index.ts";
import { checkModule, checkName, checkPlace, noForward } from "../../../src/nn/layers/container.ts";

describe("checks of containers", () => {
  it("take modules only", () => {
    checkModule("List", new ReLU());
    assert.throws(() => checkModule("List", {}), /List: expected modules/);
  });

  it("take names that a state dict can tell and the container has not", () => {
    const list = new ModuleList([new ReLU()]);
    checkName(list, "conv");
    checkName(list, "0"); // a part may be replaced
    for (const name of ["", "a.b", "append", "training"])
      assert.throws(() => checkName(list, name), /ModuleList: expected/);
  });

  it("count negative places from the end", () => {
    assert.deepEqual([checkPlace("at", 1, 3), checkPlace("at", -1, 3)], [1, 2]);
    for (const place of [3, -4, 0.5, NaN])
      assert.throws(() => checkPlace("at", place, 3), /a place in \[-3, 2\]/);
  });

  it("say what to do instead of a call", () => {
    assert.match(noForward("ModuleList").message, /ModuleList: .* call them one by one/);
  });
});
