import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checkChoice, checkInteger, checkNumber, checkProbability } from "../../src/util/check.ts";

describe("checks at the door", () => {
  it("return what fits", () => {
    assert.equal(checkInteger("f", "n", 0), 0);
    assert.equal(checkInteger("f", "n", 5, { low: 5, high: 5 }), 5);
    assert.equal(checkNumber("f", "x", -1.5), -1.5);
    assert.equal(checkProbability("f", 1), 1);
    assert.equal(checkProbability("f", 0), 0);
    assert.equal(checkChoice("f", "mode", "a", ["a", "b"]), "a");
  });

  it("refuse whole numbers that are none, or out of range", () => {
    assert.throws(() => checkInteger("Linear", "inFeatures", 0, { low: 1 }), {
      message:
        "Linear: expected inFeatures to be a whole number >= 1, got 0; pass another inFeatures",
    });
    assert.throws(() => checkInteger("f", "n", 9, { low: 1, high: 8 }), {
      message: "f: expected n to be a whole number in [1, 8], got 9; pass another n",
    });
    for (const bad of [1.5, "1", Number.NaN, Infinity, undefined, null, 2 ** 53, 1n])
      assert.throws(() => checkInteger("f", "n", bad), /whole number >= 0/);
  });

  it("refuse numbers that are not finite, or out of range", () => {
    assert.throws(() => checkNumber("SGD", "lr", -1, { low: 0 }), {
      message: "SGD: expected lr to be a finite number >= 0, got -1; pass another lr",
    });
    assert.throws(() => checkNumber("f", "x", "2"), {
      message: 'f: expected x to be a finite number, got "2"; pass another x',
    });
    assert.throws(() => checkNumber("f", "x", 2, { high: 1 }), /in \[-Infinity, 1\]/);
    for (const bad of [Number.NaN, Infinity, -Infinity, undefined])
      assert.throws(() => checkNumber("f", "x", bad), /a finite number/);
  });

  it("refuse what is no probability, and names that are not on the list", () => {
    assert.throws(() => checkProbability("Dropout", 1.5), {
      message: "Dropout: expected p to be a finite number in [0, 1], got 1.5; pass another p",
    });
    assert.throws(() => checkChoice("Loss", "reduction", "avg", ["mean", "sum"]), {
      message:
        'Loss: expected reduction to be one of mean, sum, got "avg"; pass one of these as reduction',
    });
  });
});
