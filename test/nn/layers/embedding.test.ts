import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Embedding } from "../../../src/nn/index.ts";
import { tensor } from "../../../src/tensor/index.ts";
import { recurrentSuite } from "../rnn-golden.ts";

recurrentSuite("Embedding");

describe("Embedding", () => {
  it("refuses numbers outside the table, and other sizes", () => {
    const layer = new Embedding(3, 2);
    const at = (index: number) => tensor([index], { dtype: "int64" });
    assert.throws(() => layer.forward(at(3)), /indices in \[0, 2\]/);
    assert.throws(() => layer.forward(at(-1)), /indices in \[0, 2\]/);
    assert.throws(() => layer.forward(tensor([1])), /indexSelect/);
    assert.throws(() => new Embedding(0, 2), /numEmbeddings/);
    assert.throws(() => new Embedding(3, 2, { paddingIdx: 3 }), /paddingIdx/);
    assert.throws(() => new Embedding(3, 2, { paddingIdx: -4 }), /paddingIdx/);
  });
});
