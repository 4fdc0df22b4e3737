import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { anyBatch, BATCH, probes } from "../../../src/tensor/onnx/any-batch.ts";
import { GraphBuilder } from "../../../src/tensor/onnx/builder.ts";
import type { OnnxModel } from "../../../src/tensor/onnx/model.ts";

type Write = (graph: GraphBuilder, x: string, n: number) => { name: string; shape: number[] };

function written(write: Write): OnnxModel[] {
  return probes.map((n) => {
    const graph = new GraphBuilder({ share: false, standard: true });
    const { name, shape } = write(graph, graph.input("x", "float32", [n, 4]), n);
    graph.output(name, "float32", shape);
    return graph.finish();
  });
}

function opened(write: Write): OnnxModel {
  const model = anyBatch(written(write));
  if (typeof model === "string") assert.fail(model);
  return model;
}

const operators = ({ nodes }: OnnxModel) => nodes.map(({ opType }) => opType);
const numbersOf = ({ initializers }: OnnxModel) =>
  Object.fromEntries(initializers.map(({ name, data }) => [name, [...data].map(Number)]));

describe("anyBatch", () => {
  it("leaves graphs alone that never mention the batch, but for their types", () => {
    const model = opened((graph, x, n) => ({ name: graph.add("Relu", [x]), shape: [n, 4] }));
    assert.deepEqual(operators(model), ["Relu"]);
    assert.deepEqual(model.inputs[0]!.shape, [BATCH, 4]);
    assert.deepEqual(model.outputs[0]!.shape, [BATCH, 4]);
  });

  it("lets Reshape find out the one size that is open", () => {
    const model = opened((graph, x, n) => ({
      name: graph.reshape(x, [n * 2, 2]),
      shape: [n * 2, 2],
    }));
    assert.deepEqual(operators(model), ["Reshape"]);
    assert.deepEqual(numbersOf(model), { c0: [-1, 2] });
    assert.deepEqual(model.outputs[0]!.shape, [`${model.outputs[0]!.name}_0`, 2]);
  });

  it("computes other lists from the input's shape: slope * batch + offset", () => {
    const model = opened((graph, x, n) => ({
      name: graph.slice(x, [0], [0], [2 * n - 1]),
      shape: [2 * n - 1, 4],
    }));
    assert.deepEqual(operators(model), ["Shape", "Gather", "Mul", "Add", "Slice"]);
    const numbers = numbersOf(model);
    assert.deepEqual([numbers["c1_slope"], numbers["c1_offset"]], [[2], [-1]]);
  });

  it("computes them too where a size of 0 or two open sizes make -1 ambiguous", () => {
    const models = [
      opened((graph, x, n) => ({ name: graph.reshape(x, [n, 0]), shape: [n, 0] })),
      opened((graph, x, n) => ({ name: graph.reshape(x, [n, 2 * n]), shape: [n, 2 * n] })),
    ];
    for (const model of models) assert.ok(operators(model).includes("Shape"));
  });

  it("expands constants of one value, and asks for the shape once", () => {
    const model = opened((graph, x, n) => {
      const zeros = () => graph.constant(new Float32Array(n * 4), [n, 4], "float32");
      return { name: graph.add("Add", [graph.add("Add", [x, zeros()]), zeros()]), shape: [n, 4] };
    });
    const count = (type: string) => operators(model).filter((name) => name === type).length;
    assert.deepEqual([count("Shape"), count("Expand"), count("Add")], [1, 2, 4]);
    assert.deepEqual(numbersOf(model)["c0_value"], [0]);
  });

  it("says why there is none", () => {
    const reasons: [Write, RegExp][] = [
      [
        (g, x, n) => ({ name: g.add("Mul", [x, g.scalar(n, "float32")]), shape: [n, 4] }),
        /numbers/,
      ],
      [(g, x, n) => ({ name: g.reshape(x, [n * n, 2]), shape: [n, 4] }), /numbers/],
      [
        (g, x, n) => {
          const data = Float32Array.from({ length: n }, (_, i) => i);
          return { name: g.add("Mul", [x, g.constant(data, [n, 1], "float32")]), shape: [n, 4] };
        },
        /numbers/,
      ],
      [
        (g, x, n) => {
          let name = x;
          for (let i = 0; i < n; i++) name = g.add("Relu", [name]);
          return { name, shape: [n, 4] };
        },
        /operations/,
      ],
      [
        (g, x, n) => ({
          name: g.add("Softmax", [x], { axis: { int: n % 2 } }),
          shape: [n, 4],
        }),
        /operations/,
      ],
    ];
    for (const [write, reason] of reasons) assert.match(String(anyBatch(written(write))), reason);
  });
});
