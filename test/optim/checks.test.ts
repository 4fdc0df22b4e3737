import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checkBetas, checkNotNegative, checkSwitches } from "../../src/optim/checks.ts";

describe("checks of settings", () => {
  it("name who refuses what", () => {
    checkNotNegative("X", { a: 0, b: 1 }, "a", "b");
    assert.throws(
      () => checkNotNegative("X", { a: 0, b: -1 }, "a", "b"),
      /^VisionError: X: .*b to be/,
    );
    checkBetas("X", [0, 0.999]);
    for (const betas of [[0.9, 1], [-0.1, 0.9], [0.9], 0.9]) {
      assert.throws(() => checkBetas("X", betas as never), /X: expected betas to be two numbers/);
    }
    checkSwitches("X", { on: true }, "on");
    assert.throws(() => checkSwitches("X", { on: 1 }, "on"), /X: expected on to be true or false/);
  });
});
