import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { InvalidArgumentError } from "commander";
import { numberBetween, wholeNumber } from "../../src/cli/option-values.ts";

describe("wholeNumber", () => {
  test("takes digits from the lowest value on", () => {
    assert.equal(wholeNumber(1)("1"), 1);
    assert.equal(wholeNumber(0)("0"), 0);
    assert.equal(wholeNumber(8)("0064"), 64);
    assert.equal(wholeNumber(0)("9007199254740991"), Number.MAX_SAFE_INTEGER);
  });

  test("refuses all else and names the lowest value", () => {
    for (const text of ["", " ", "0", "-1", "1.5", "1e3", "0x10", "ten", "Infinity", " 2", "²"])
      assert.throws(() => wholeNumber(1)(text), refusal("a whole number of at least 1"), text);
    assert.throws(() => wholeNumber(0)("9007199254740992"), InvalidArgumentError);
  });
});

describe("numberBetween", () => {
  test("takes numbers inside its bounds", () => {
    assert.equal(numberBetween(0, 1)("0.25"), 0.25);
    assert.equal(numberBetween(0, Infinity)("1e-3"), 0.001);
  });

  test("refuses the bounds, what lies outside and what is no number", () => {
    for (const text of ["0", "1", "-0.1", "1.1", "NaN", "", " ", "half", "Infinity"])
      assert.throws(() => numberBetween(0, 1)(text), refusal("above 0 and below 1"), text);
    assert.throws(() => numberBetween(0, Infinity)("Infinity"), refusal("a number above 0."));
  });
});

function refusal(words: string) {
  return (error: unknown) => error instanceof InvalidArgumentError && error.message.includes(words);
}
