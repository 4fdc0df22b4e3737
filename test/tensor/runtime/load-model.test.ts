import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { GraphBuilder } from "../../../src/tensor/onnx/builder.ts";
import { encodeModel } from "../../../src/tensor/onnx/model.ts";
import { openEngineThread } from "../../../src/tensor/runtime/engine-thread.ts";
import { openOnnxRuntime } from "../../../src/tensor/runtime/onnxruntime.ts";

const graph = new GraphBuilder();
const a = graph.input("a", "float32", [2]);
const b = graph.input("b", "float32", [2]);
graph.output(graph.add("Sub", [a, b]), "float32", [2]);
graph.output(graph.cast(a, "int64"), "int64", [2]);
const bytes = encodeModel(graph.finish());
const named = (name: string, ...data: number[]) =>
  ({ name, dtype: "float32", shape: [data.length], data: Float32Array.from(data) }) as const;

for (const [name, open] of Object.entries({ here: openOnnxRuntime, thread: openEngineThread })) {
  describe(`a model from a file, ${name}`, () => {
    it("takes inputs by name, and gives all outputs with their types", async () => {
      const runtime = await open({ threads: 1, device: "cpu" });
      const model = await runtime.load!(bytes);
      for (let time = 1; time < 3; time++) {
        const results = await model.run([named("b", 1, 1), named("a", 5 * time, 7)]);
        assert.deepEqual(
          results.map(({ dtype, shape, data }) => [dtype, shape, [...data].map(Number)]),
          [
            ["float32", [2], [5 * time - 1, 6]],
            ["int64", [2], [5 * time, 7]],
          ],
        );
      }
      const wrong = model.run([named("a", 1, 2, 3), named("b", 1, 2)]);
      await assert.rejects(wrong, { code: "ENGINE", who: "loadOnnx" });
      await model.close();
      await runtime.close();
    });

    it("refuses bytes that ONNX Runtime cannot load", async () => {
      const runtime = await open({ threads: 1, device: "cpu" });
      const broken = runtime.load!(Uint8Array.of(1, 2, 3));
      await assert.rejects(broken, { code: "INVALID_FILE", who: "loadOnnx" });
      await runtime.close();
    });
  });
}
