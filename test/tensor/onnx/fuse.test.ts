import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { applyOp, noGrad, ops, realize, type Tensor, uniform } from "../../../src/tensor/index.ts";
import { GraphBuilder } from "../../../src/tensor/onnx/builder.ts";
import { fuse } from "../../../src/tensor/onnx/fuse.ts";
import type { OnnxModel } from "../../../src/tensor/onnx/model.ts";
import { Rng } from "../../../src/util/rng.ts";

const shapes = new Map<string, readonly number[]>([
  ["a", [4, 2]],
  ["b", [4, 3]],
  ["w", [2, 3]],
  ["row", [3]],
  ["s", []],
  ["v0", [2, 3]],
  ["v1", [2, 3]],
  ["v2", [2, 3]],
]);

// v0 = a^T b, and what `more` makes of it
function model(
  more: (graph: GraphBuilder, product: string) => string,
  extra?: "also v0",
): OnnxModel {
  const graph = new GraphBuilder();
  for (const name of ["a", "b", "w", "row", "s"]) graph.input(name, "float32", shapes.get(name)!);
  const product = graph.add("Gemm", ["a", "b"], { transA: { int: 1 } });
  const out = more(graph, product);
  graph.output(out, "float32", [2, 3]);
  if (extra) graph.output(product, "float32", [2, 3]);
  return fuse(graph.finish(), shapes);
}

const text = ({ nodes }: OnnxModel) => nodes.map(({ opType, inputs }) => `${opType}(${inputs})`);

describe("fuse", () => {
  it("takes an addend of the product's shape into the product, on either side", () => {
    assert.deepEqual(text(model((graph, v) => graph.add("Add", [v, "w"]))), ["Gemm(a,b,w)"]);
    assert.deepEqual(text(model((graph, v) => graph.add("Add", ["w", v]))), ["Gemm(a,b,w)"]);
  });

  it("takes a scaled difference into the product, scaling the smaller side", () => {
    const scaled = (graph: GraphBuilder, v: string) =>
      graph.add("Sub", ["w", graph.add("Mul", [v, "s"])]);
    const fused = model(scaled);
    // a has 8 elements, b 12, the product 6: neither side is smaller, so nothing changes.
    assert.deepEqual(text(fused), ["Gemm(a,b)", "Mul(v0,s)", "Sub(w,v1)"]);
    const wide = new Map([
      ...shapes,
      ["w", [20, 3]],
      ["v0", [20, 3]],
      ["v1", [20, 3]],
      ["v2", [20, 3]],
    ] as const);
    const graph = new GraphBuilder();
    const product = graph.add("Gemm", ["a", "b"], { transA: { int: 1 } });
    graph.output(scaled(graph, product), "float32", [20, 3]);
    assert.deepEqual(text(fuse(graph.finish(), wide)), ["Mul(a,s)", "Gemm(v2_scaled,b,w)"]);
  });

  it("leaves alone what is used elsewhere, has another shape, or has an addend", () => {
    const add = (graph: GraphBuilder, v: string) => graph.add("Add", [v, "w"]);
    assert.deepEqual(text(model(add, "also v0")), ["Gemm(a,b)", "Add(v0,w)"]);
    const row = (graph: GraphBuilder, v: string) => graph.add("Add", [v, "row"]);
    assert.deepEqual(text(model(row)), ["Gemm(a,b)", "Add(v0,row)"]);
    const twice = (graph: GraphBuilder, v: string) => graph.add("Add", [add(graph, v), "w"]);
    assert.deepEqual(text(model(twice)), ["Gemm(a,b,w)", "Add(v1,w)"]);
    const whole = (graph: GraphBuilder, v: string) =>
      graph.add("Sub", ["w", graph.add("Mul", [v, "w"])]);
    assert.deepEqual(text(model(whole)), ["Gemm(a,b)", "Mul(v0,w)", "Sub(w,v1)"]);
  });

  it("a step on a linear layer gives the same numbers as its parts one by one", async () => {
    const rng = new Rng(3);
    const [x, gy, w, v] = [
      [5, 40],
      [5, 30],
      [30, 40],
      [30, 40],
    ].map((shape) => uniform(shape, -1, 1, rng)) as [Tensor, Tensor, Tensor, Tensor];
    const rate = uniform([], 0, 1, rng);
    const product = () => applyOp(ops.matmul, [gy, x], { transA: true, transB: false });
    const velocity = (p: Tensor) => v.mul(0.9).add(p);
    const [fused, sum] = noGrad(() => [
      w.sub(product().mul(rate)),
      w.sub(velocity(product()).mul(rate)),
    ]);
    const part = product();
    await realize(part); // now it is a leaf, and no product is left to fuse
    const [plain, plainSum] = noGrad(() => [
      w.sub(part.mul(rate)),
      w.sub(velocity(part).mul(rate)),
    ]);
    for (const [a, b] of [
      [fused, plain],
      [sum, plainSum],
    ] as const) {
      const [got, want] = [await a!.data(), await b!.data()];
      got.forEach((value, i) => {
        assert.ok(Math.abs(Number(value) - Number(want[i])) < 2e-6, `${value} ${want[i]}`);
      });
    }
  });
});
