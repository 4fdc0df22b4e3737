import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { loadOnnx } from "../../../src/models/index.ts";
import { Tensor } from "../../../src/tensor/index.ts";
import { GraphBuilder } from "../../../src/tensor/onnx/builder.ts";
import { encodeModel, type OnnxModel } from "../../../src/tensor/onnx/model.ts";
import { storeInt8 } from "../../../src/tensor/onnx/store-int8.ts";

const wave = (length: number, step: number) =>
  Float32Array.from({ length }, (_, i) => Math.sin(i * step) * (1 + (i % 5)));

async function run(model: Parameters<typeof encodeModel>[0], x: Float32Array, shape: number[]) {
  const predictor = await loadOnnx(encodeModel(model, { standard: true }));
  const y = await (await predictor.predict(Tensor.fromData(x, shape))).data();
  await predictor.close();
  return Array.from(y, Number);
}

async function assertNear(model: OnnxModel, shape: number[], tolerance: number) {
  const x = wave(
    shape.reduce((product, length) => product * length, 1),
    0.7,
  );
  const [wanted, got] = [await run(model, x, shape), await run(storeInt8(model), x, shape)];
  const scale = Math.max(...wanted.map(Math.abs));
  const worst = Math.max(...wanted.map((value, i) => Math.abs(value - got[i]!)));
  assert.ok(worst <= tolerance * scale && worst > 0, `${worst} of ${scale}`);
}

describe("storeInt8", () => {
  for (const transB of [0, 1])
    it(`computes Gemm in bytes, transB ${transB}, one step of inputs for two layers`, async () => {
      const graph = new GraphBuilder({ share: false });
      const x = graph.input("x", "float32", [3, 24]);
      const shape = transB === 1 ? [32, 24] : [24, 32];
      const layers = [0.3, 0.9].map((step) => {
        const weight = graph.constant(wave(768, step), shape, "float32");
        const bias = graph.constant(wave(32, step), [32], "float32");
        return graph.add("Gemm", [x, weight, bias], { transB: { int: transB } });
      });
      graph.output(graph.add("Add", layers), "float32", [3, 32]);
      const model = graph.finish();
      const types = storeInt8(model).nodes.map(({ opType }) => opType);
      const count = (name: string) => types.filter((type) => type === name).length;
      assert.deepEqual(["DynamicQuantizeLinear", "MatMulInteger", "Gemm"].map(count), [1, 2, 0]);
      await assertNear(model, [3, 24], 0.03);
    });

  it("computes MatMul of higher rank in bytes, steps of each column within 7 bits", async () => {
    const graph = new GraphBuilder({ share: false });
    const x = graph.input("x", "float32", [2, 3, 24]);
    const weight = graph.constant(wave(768, 0.3), [24, 32], "float32");
    graph.output(graph.add("MatMul", [x, weight]), "float32", [2, 3, 32]);
    const model = graph.finish();
    const bytes = storeInt8(model).initializers.find(({ shape }) => shape.length === 2)!;
    assert.deepEqual([bytes.dtype, bytes.shape], ["int8", [24, 32]]);
    for (let column = 0; column < 32; column++) {
      const own = Array.from({ length: 24 }, (_, row) =>
        Math.abs(Number(bytes.data[row * 32 + column])),
      );
      assert.equal(Math.max(...own), 63);
    }
    await assertNear(model, [2, 3, 24], 0.03);
  });

  it("stores kernels as bytes and computes with floats, a shared one once; zeros stay zeros", async () => {
    const graph = new GraphBuilder({ share: false });
    const x = graph.input("x", "float32", [1, 8, 5, 5]);
    const data = wave(8 * 8 * 9, 0.3).fill(0, 0, 72);
    const weight = graph.constant(data, [8, 8, 3, 3], "float32");
    const pads = { pads: { ints: [1, 1, 1, 1] } };
    const y = graph.add("Conv", [graph.add("Conv", [x, weight], pads), weight], pads);
    graph.output(y, "float32", [1, 8, 5, 5]);
    const model = graph.finish();
    const { nodes, initializers } = storeInt8(model);
    assert.deepEqual(
      nodes.map(({ opType }) => opType),
      ["Cast", "Mul", "Conv", "Conv"],
    );
    assert.deepEqual(
      initializers.map(({ dtype }) => dtype),
      ["int8", "float32"],
    );
    await assertNear(model, [1, 8, 5, 5], 0.02);
  });

  it("leaves small weights, scaled and transposed products alone", () => {
    const graph = new GraphBuilder({ share: false });
    const x = graph.input("x", "float32", [24, 24]);
    const weight = graph.constant(wave(576, 0.3), [24, 24], "float32");
    const small = graph.constant(wave(48, 0.3), [24, 2], "float32");
    const scaled = graph.add("Gemm", [x, weight], { alpha: { float: 2 } });
    const turned = graph.add("Gemm", [scaled, weight], { transA: { int: 1 } });
    graph.output(graph.add("MatMul", [turned, small]), "float32", [24, 2]);
    const model = graph.finish();
    assert.deepEqual(storeInt8(model).nodes, model.nodes);
  });
});
