import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseEquation } from "../../src/tensor/einsum-equation.ts";

describe("parseEquation", () => {
  it("names the dimensions of operands and result", () => {
    assert.deepEqual(parseEquation("bij, bjk -> bik", [3, 3]), {
      text: "bij, bjk -> bik",
      operands: [
        ["b", "i", "j"],
        ["b", "j", "k"],
      ],
      result: ["b", "i", "k"],
    });
  });

  it("numbers the dimensions of an ellipsis from the end", () => {
    const { operands, result } = parseEquation("...a,b...", [3, 2]);
    assert.deepEqual(operands, [
      ["...1", "...0", "a"],
      ["b", "...0"],
    ]);
    assert.deepEqual(result, ["...1", "...0", "a", "b"]);
  });

  it("without a result takes what occurs once, capitals first", () => {
    assert.deepEqual(parseEquation("zBbi,bZ", [4, 2]).result, ["B", "Z", "i", "z"]);
    assert.deepEqual(parseEquation("ii", [2]).result, []);
    assert.deepEqual(parseEquation("ij->", [2]).result, []);
  });

  it("says what is wrong", () => {
    assert.throws(() => parseEquation("ij,jk", [2]), {
      message:
        'einsum: expected an operand for each of 2 terms of "ij,jk", got 1; ' +
        "pass a tensor for each term",
    });
    assert.throws(() => parseEquation("i->j->k", [1]), /one "->" at most/);
    assert.throws(() => parseEquation("i1", [2]), /einsum: expected letters/);
    assert.throws(() => parseEquation("...i...", [2]), /einsum: expected letters/);
    assert.throws(() => parseEquation("ij", [3]), /2 dimensions for "ij" in "ij", got 3/);
    assert.throws(() => parseEquation("ij...", [1]), /at least 2 dimensions/);
    assert.throws(() => parseEquation("ij->iii", [2]), /each letter of the result once/);
    assert.throws(() => parseEquation("ij->k", [2]), /and in an operand, in "ij->k", got "k"/);
  });
});
