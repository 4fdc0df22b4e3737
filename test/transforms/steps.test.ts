import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Identity } from "../../src/transforms/index.ts";
import { checkSteps, takeStep } from "../../src/transforms/steps.ts";
import { Rng } from "../../src/util/rng.ts";

describe("steps", () => {
  test("are transforms and functions, copied", () => {
    const given = [new Identity(), (x: number) => x + 1];
    const steps = checkSteps("me", given);
    assert.deepEqual(steps, given);
    assert.notEqual(steps, given);
    assert.equal(takeStep(steps[0]!, 3, new Rng(0)), 3);
    assert.equal(takeStep(steps[1]!, 3, new Rng(0)), 4);
    assert.throws(
      () => checkSteps("me", 3 as never),
      /me: expected a list of transforms and functions/,
    );
    assert.throws(() => checkSteps("me", [3 as never]), /transforms\[0\] is neither of them/);
    assert.throws(() => checkSteps("me", [], 1), /me: expected at least one transform/);
  });
});
