import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { collect, Interner } from "../../src/tensor/collect.ts";
import { applyOp, ops, type Tensor, tensor, zeros } from "../../src/tensor/index.ts";

const interner = new Interner();
let walks = 1_000_000; // beyond what the engine's own walks reach here
const recording = (...roots: readonly Tensor[]) =>
  collect(
    roots.map(({ node }) => node),
    interner,
    ++walks,
  );
const key = (...roots: readonly Tensor[]) => recording(...roots).key.join(" ");
const x = () => tensor([1, 2]);

describe("the key of a structure", () => {
  it("is equal for equal programs on other numbers", () => {
    const program = (a: Tensor, b: Tensor, k: number) => a.mul(b).add(a.exp()).mul(k).sum();
    assert.equal(key(program(x(), x(), 2)), key(program(tensor([5, 6]), zeros([2]), 3)));
  });

  it("differs wherever the graph does", () => {
    const [a, b, c] = [x(), x(), x()];
    const shared = a.exp();
    const programs: Readonly<Record<string, readonly Tensor[]>> = {
      "x + x": [a.add(a)],
      "x + y": [a.add(b)],
      "x - y": [a.sub(b)],
      "y + x after exp x": [b.add(a.exp())],
      "exp x + y": [a.exp().add(b)],
      "shared subexpression": [shared.add(shared)],
      "repeated subexpression": [a.exp().add(a.exp())],
      "repeated on another": [a.exp().add(b.exp())],
      "three leaves": [a.add(b).add(c)],
      "three uses": [a.add(b).add(a)],
      "grouped otherwise": [a.add(b.add(c))],
      "grouped otherwise, two leaves": [a.add(b.add(a))],
      "other shape": [tensor([1, 2, 3]).add(tensor([1, 2, 3]))],
      "other rank": [tensor([[1, 2]]).add(tensor([[1, 2]]))],
      "other type": [
        tensor([1, 2], { dtype: "float64" }).add(tensor([1, 2], { dtype: "float64" })),
      ],
      "a number": [a.add(1)],
      "a scalar tensor": [a.add(tensor(1))],
      "two numbers": [a.add(1).mul(1)],
      settings: [a.sum(0)],
      "other settings": [a.sum(0, true)],
      "a setting that is infinite": [a.pad([1, 1], { value: Infinity })],
      "one that is negative infinite": [a.pad([1, 1], { value: -Infinity })],
      "one that is no number": [a.pad([1, 1], { value: Number.NaN })],
      "two outputs": [a.exp(), a.log()],
      "one more output": [a.exp().log(), a.exp()],
    };
    const names = new Map<string, string>();
    for (const [name, roots] of Object.entries(programs)) {
      const text = key(...roots);
      assert.equal(names.get(text), undefined, `${name} has the key of ${names.get(text)}`);
      names.set(text, name);
    }
  });

  it("differs by which of the nodes are asked for", () => {
    const y = x().exp();
    const z = y.log();
    assert.notEqual(key(z), key(z, y));
    assert.notEqual(key(y), key(z, y));
  });

  it("does not depend on what else the nodes are part of", () => {
    const a = x();
    const y = a.exp();
    const alone = key(y.add(a));
    y.mul(3).sum();
    assert.equal(key(y.add(a)), alone);
  });
});

describe("a recording", () => {
  it("lists operations inputs first, leaves and numbers by first use, each once", () => {
    const [a, b] = [x(), x()];
    const y = b.mul(2).add(a).sub(b);
    const { order, leaves, constants, outputs } = recording(y, y);
    assert.deepEqual(
      order.map(({ kind }) => kind),
      ["mul", "add", "sub"],
    );
    assert.deepEqual(leaves, [b.node, a.node]);
    assert.deepEqual(
      constants.map(({ constant }) => constant),
      [2],
    );
    assert.deepEqual(outputs, [y.node]);
  });

  it("takes computed nodes as leaves, and nothing for what is in memory", async () => {
    const y = x().exp();
    await y.data();
    const { order, leaves } = recording(y.log());
    assert.deepEqual([order.length, leaves], [1, [y.node]]);
    assert.deepEqual(recording(y, x()).outputs, []);
  });

  it("computes kept nodes along with what they were made from, and nothing else", () => {
    const a = x();
    const y = a.exp();
    const kept = y.mul(2).sum().keep();
    const other = y.log();
    assert.deepEqual(recording(other).outputs, [other.node, kept.node]);
    assert.deepEqual(recording(a.log()).outputs.length, 1);
  });

  it("goes through a graph of 20,000 nodes without recursion", () => {
    let y = x();
    for (let i = 0; i < 20_000; i++) y = applyOp(ops.exp, [y], {});
    assert.equal(recording(y).order.length, 20_000);
  });
});
