import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { pair, perDim } from "../../../src/nn/functional/pair.ts";

describe("pair", () => {
  it("takes one number for both and refuses others", () => {
    assert.deepEqual(pair("f", "stride", 2, 1), [2, 2]);
    assert.deepEqual(pair("f", "stride", [1, 3], 1), [1, 3]);
    assert.throws(() => pair("f", "stride", [1, 0], 1), /f: expected stride to be a whole number/);
    assert.throws(() => pair("f", "stride", [1, 2, 3] as never, 1), {
      message:
        "f: expected stride to be [height, width], got [1, 2, 3]; pass two numbers, or one for both",
    });
    assert.throws(() => pair("f", "stride", "2" as never, 1), /f: expected stride/);
  });
});

describe("perDim", () => {
  it("takes one number for all, or one for each dimension", () => {
    assert.deepEqual(perDim("f", "stride", 2, 1, 3), [2, 2, 2]);
    assert.deepEqual(perDim("f", "stride", [1, 2, 3], 1, 3), [1, 2, 3]);
    assert.deepEqual(perDim("f", "stride", [4], 1, 1), [4]);
    assert.throws(() => perDim("f", "stride", [1, 2], 1, 1), {
      message: "f: expected stride to be [width], got [1, 2]; pass one number",
    });
    assert.throws(() => perDim("f", "stride", [1, 2], 1, 3), {
      message:
        "f: expected stride to be [depth, height, width], got [1, 2]; " +
        "pass three numbers, or one for all",
    });
  });
});
