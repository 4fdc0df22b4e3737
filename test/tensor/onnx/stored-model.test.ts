import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { GraphBuilder } from "../../../src/tensor/onnx/builder.ts";
import { StoredModelWriter } from "../../../src/tensor/onnx/stored-model.ts";

describe("StoredModelWriter", () => {
  it("keeps used constants only, and takes no name twice", () => {
    const graph = new GraphBuilder({ share: false });
    const x = graph.input("x", "float32", [2]);
    const old = graph.constant(Float32Array.of(1, 2), [2], "float32");
    graph.constant(Float32Array.of(3), [1], "float32");
    const y = graph.output(graph.add("Add", [x, old]), "float32", [2]);
    const writer = new StoredModelWriter(graph.finish());
    const data = Int8Array.of(1);
    const names = [old, "new", "new"].map((name) =>
      writer.constant({ name, dtype: "int8", shape: [1], data }),
    );
    assert.deepEqual(names, [`${old}_1`, "new", "new_1"]);
    const [sum] = writer.add("Cast", [names[0]!], { name: x, to: 1 });
    assert.equal(sum, `${x}_1`);
    writer.add("Add", [sum!, old], { name: "y", output: y });
    const { nodes, initializers } = writer.finish();
    assert.deepEqual(
      nodes.map(({ opType, outputs }) => [opType, outputs]),
      [
        ["Cast", [`${x}_1`]],
        ["Add", [y]],
      ],
    );
    assert.deepEqual(
      initializers.map(({ name }) => name),
      [old, ...names],
    );
  });
});
