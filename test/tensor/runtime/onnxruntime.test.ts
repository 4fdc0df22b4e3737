import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Lowered } from "../../../src/tensor/lower.ts";
import { GraphBuilder } from "../../../src/tensor/onnx/builder.ts";
import { openOnnxRuntime } from "../../../src/tensor/runtime/onnxruntime.ts";

function graphOf(opType: string, inputs: number): Lowered {
  const graph = new GraphBuilder();
  const names = Array.from({ length: inputs }, (_, i) => graph.input(`x${i}`, "float32", [2]));
  const out = graph.output(graph.add(opType, names), "float32", [2]);
  return { model: graph.finish(), inputs: names, outputs: [out] };
}
const type = { dtype: "float32", shape: [2] } as const;

describe("openOnnxRuntime", () => {
  it("compiles, runs on several inputs, and closes", async () => {
    const runtime = await openOnnxRuntime({ threads: 1, device: "cpu" });
    assert.match(runtime.name, /^onnxruntime \d/);
    const program = await runtime.compile(graphOf("Sub", 2));
    const [a, b] = [{ data: Float32Array.of(5, 6) }, { data: Float32Array.of(1, 4) }];
    const [out] = await program.run([a, b], [type, type]);
    assert.deepEqual(out!.data, Float32Array.of(4, 2));
    const [again] = await program.run([b, a], [type, type]);
    assert.deepEqual(again!.data, Float32Array.of(-4, -2));
    assert.deepEqual([a.data, out!.data], [Float32Array.of(5, 6), Float32Array.of(4, 2)]);
    await program.close();
  });

  it("feeds a result to the next run without a copy through other hands", async () => {
    const runtime = await openOnnxRuntime({ threads: 1, device: "cpu" });
    const program = await runtime.compile(graphOf("Neg", 1));
    const [once] = await program.run([{ data: Float32Array.of(1, -2) }], [type]);
    const [twice] = await program.run([once!], [type]);
    assert.deepEqual(twice!.data, Float32Array.of(1, -2));
    await program.close();
  });

  it("refuses a result of another kind than was declared", async () => {
    const runtime = await openOnnxRuntime({ threads: 1, device: "cpu" });
    const declared = (opType: string, shape: readonly number[], dtype: "float32" | "bool") => {
      const graph = new GraphBuilder();
      const x = graph.input("x", "float32", [2]);
      const out = graph.output(graph.add(opType, [x, x]), dtype, shape);
      return { model: graph.finish(), inputs: [x], outputs: [out] };
    };
    const run = async (lowered: Lowered) => {
      const program = await runtime.compile(lowered);
      return program.run([{ data: Float32Array.of(1, 2) }], [type]);
    };
    await assert.rejects(run(declared("MatMul", [1], "float32")), { code: "ENGINE" });
    await assert.rejects(run(declared("Add", [2], "bool")), { code: "ENGINE" });
    assert.equal((await run(declared("MatMul", [], "float32")))[0]!.data[0], 5);
  });

  it("says what was wrong with a graph, or with its inputs", async () => {
    const runtime = await openOnnxRuntime({ threads: 1, device: "cpu" });
    await assert.rejects(runtime.compile(graphOf("Nothing", 1)), {
      code: "ENGINE",
      message: /^tensor engine: expected a graph that ONNX Runtime compiles for cpu, got .*Nothing/,
    });
    const program = await runtime.compile(graphOf("Neg", 1));
    const wrong = program.run([{ data: new Float32Array(3) }], [{ dtype: "float32", shape: [3] }]);
    await assert.rejects(wrong, {
      code: "ENGINE",
      message: /^tensor engine: expected a graph that ONNX Runtime runs, got /,
    });
    await program.close();
  });
});
