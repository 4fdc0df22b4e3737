import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { exportOnnx, loadOnnx, saveOnnx } from "../../src/models/index.ts";
import {
  Embedding,
  GRU,
  GroupNorm,
  Identity,
  InstanceNorm2d,
  LayerNorm,
  Linear,
  LSTM,
  Module,
  MultiheadAttention,
  RNN,
  Sequential,
  Upsample,
} from "../../src/nn/index.ts";
import { parameter } from "../../src/nn/parameter.ts";
import { arange, engineStats, noGrad, Tensor, zeros } from "../../src/tensor/index.ts";
import { fixture } from "../support/paths.ts";
import { decode } from "../tensor/onnx/onnx-proto.ts";
import { exportedModels, Lenet, numbers } from "./onnx-models.ts";

/** A module around a function. */
class Of extends Module {
  readonly parts: Sequential;
  readonly compute: (x: Tensor) => Tensor;

  constructor(parts: readonly Module[], compute: (x: Tensor) => Tensor) {
    super();
    this.parts = new Sequential(...parts);
    this.compute = compute;
  }

  forward(x: Tensor): Tensor {
    return this.compute(x);
  }
}

async function assertClose(actual: Tensor, wanted: Tensor, name: string, most = 1e-4) {
  assert.deepEqual(actual.shape, wanted.shape, name);
  const [a, b] = [(await actual.data()) as Float32Array, (await wanted.data()) as Float32Array];
  const scale = b.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-3);
  for (let i = 0; i < b.length; i++)
    assert.ok(Math.abs(a[i]! - b[i]!) <= most * scale, `${name}: ${a[i]} ${b[i]}`);
}

// For batches of 1 and 3, whatever the batch of the example.
async function assertExports(model: Module, x: (batch: number) => Tensor, name: string) {
  for (const example of [1, 4]) {
    const bytes = await exportOnnx(model, x(example), { dynamicBatch: true });
    const predictor = await loadOnnx(bytes);
    model.eval();
    for (const batch of [1, 3]) {
      const wanted = noGrad(() => model.forward(x(batch)));
      await assertClose(await predictor.predict(x(batch)), wanted, `${name}, ${batch}`);
    }
    await predictor.close();
  }
}

const again = "other bytes: let fixtures/golden/onnx/check-onnx.py check them anew";

interface Checked {
  readonly files: Readonly<
    Record<
      string,
      {
        readonly sha256: string;
        readonly constants: readonly string[];
        readonly operators: readonly string[];
        readonly opencv?: readonly number[];
      }
    >
  >;
}

async function checkedFiles(): Promise<Checked["files"]> {
  const text = await readFile(fixture("golden", "onnx", "checked.json"), "utf8");
  return (JSON.parse(text) as Checked).files;
}

describe("exportOnnx", () => {
  for (const [name, make] of Object.entries(exportedModels)) {
    it(`${name} computes what the model computes, for every batch size`, async () => {
      const { model, sample } = make();
      await assertExports(model, (batch) => numbers([batch, ...sample]), name);
    });

    it(`${name} is written to the bytes that ONNX's own checker accepted`, async () => {
      const { model, sample } = make();
      const checked = (await checkedFiles())[`${name}.onnx`]!;
      for (let time = 0; time < 2; time++) {
        const metadata = { classes: ["a", "b"] };
        const bytes = await exportOnnx(model, numbers([1, ...sample]), { metadata });
        assert.equal(createHash("sha256").update(bytes).digest("hex"), checked.sha256, again);
      }
      const state = [...model.stateDict().keys()].filter((key) => !key.endsWith("batches_tracked"));
      assert.deepEqual(
        state.filter((key) => !checked.constants.includes(key)),
        [],
        "every parameter is a constant of its name",
      );
    });
  }

  for (const [precision, share, tolerance] of [
    ["float16", 0.5, 1e-3],
    ["int8", 0.25, 0.03],
  ] as const) {
    it(`${precision} takes less room and computes nearly the same, for every batch size`, async () => {
      const { model, sample } = exportedModels["wide"]!();
      const metadata = { classes: ["a", "b"] };
      const whole = await exportOnnx(model, numbers([1, ...sample]));
      const bytes = await exportOnnx(model, numbers([1, ...sample]), { metadata, precision });
      const { sha256, operators } = (await checkedFiles())[`wide.${precision}.onnx`]!;
      assert.equal(createHash("sha256").update(bytes).digest("hex"), sha256, again);
      assert.equal(operators.includes("MatMulInteger"), precision === "int8");
      assert.ok(bytes.length < share * whole.length + 4000, `${bytes.length} of ${whole.length}`);
      const predictor = await loadOnnx(bytes);
      for (const batch of [1, 3]) {
        const x = numbers([batch, ...sample]);
        const wanted = noGrad(() => model.eval().forward(x));
        const got = await predictor.predict(x);
        await assertClose(got, wanted, precision, tolerance);
        assert.notDeepEqual(await got.data(), await wanted.data());
      }
      await predictor.close();
    });
  }

  it("refuses precisions that it does not know", async () => {
    const precision = "float8" as "int8";
    const expected = /exportOnnx: expected precision to be .*float32.*float16.*int8.*float8/;
    await assert.rejects(exportOnnx(new Linear(2, 2), zeros([1, 2]), { precision }), expected);
  });

  for (const name of ["mlp", "lenet", "simple"]) {
    it(`${name} computes in OpenCV what it computes here`, async () => {
      const { model, sample } = exportedModels[name]!();
      const wanted = (await checkedFiles())[`${name}.onnx`]!.opencv!;
      const size = sample.reduce((product, length) => product * length, 1);
      const x = Float32Array.from({ length: size }, (_, i) => ((i * 37) % 101) / 101 - 0.5);
      const y = noGrad(() => model.eval().forward(Tensor.fromData(x, [1, ...sample])));
      await assertClose(y, Tensor.fromData(Float32Array.from(wanted), y.shape), name);
    });
  }

  it("takes layers whose shapes or first states follow the batch", async () => {
    const [gru, rnn, lstm] = [new GRU(4, 3), new RNN(4, 3), new LSTM(4, 3)];
    const attention = new MultiheadAttention(4, 2, { batchFirst: true });
    const models: Record<string, [Module, (batch: number) => Tensor]> = {
      gru: [
        new Of([], (x) => gru.forward(x.transpose(0, 1))[0]),
        (batch) => numbers([batch, 5, 4]),
      ],
      rnn: [
        new Of([], (x) => rnn.forward(x.transpose(0, 1))[0]),
        (batch) => numbers([batch, 5, 4]),
      ],
      lstm: [
        new Of([], (x) => lstm.forward(x.transpose(0, 1))[1][1]),
        (batch) => numbers([batch, 5, 4]),
      ],
      attention: [
        new Of([], (x) => attention.forward(x, x, x)[0]),
        (batch) => numbers([batch, 5, 4]),
      ],
      norms: [
        new Sequential(new GroupNorm(2, 4), new InstanceNorm2d(4), new LayerNorm(6)),
        (batch) => numbers([batch, 4, 6, 6]),
      ],
      upsample: [
        new Upsample({ scaleFactor: 2, mode: "bilinear" }),
        (batch) => numbers([batch, 2, 3, 3]),
      ],
      embedding: [new Embedding(5, 3), (batch) => arange(batch).reshape([batch, 1])],
      rows: [new Of([], (x) => x.reshape([-1, 2]).sum(1)), (batch) => numbers([batch, 4])],
      flat: [new Of([], (x) => x.flip(0).flatten()), (batch) => numbers([batch, 4])],
      identity: [new Identity(), (batch) => numbers([batch, 2])],
    };
    for (const [name, [model, x]] of Object.entries(models)) await assertExports(model, x, name);
  });

  it("leaves the modes of the model as they are, and computes nothing", async () => {
    const model = new Lenet();
    model.drop.eval();
    const modes = () => model.namedModules().map(([, { training }]) => training);
    const before = modes();
    const x = numbers([2, 1, 12, 12]);
    const { runs } = engineStats();
    await exportOnnx(model, x);
    assert.equal(engineStats().runs, runs);
    assert.deepEqual(modes(), before);
    const failing = new Of([], () => {
      throw new Error("broken");
    });
    await assert.rejects(exportOnnx(failing, x), /broken/);
    assert.ok(failing.training);
  });

  it("takes running statistics that nobody has computed yet", async () => {
    const model = new Lenet();
    model.forward(numbers([4, 1, 12, 12]));
    await assertExports(model, (batch) => numbers([batch, 1, 12, 12]), "pending");
  });

  it("names input and output, writes metadata as JSON, and no operators but ONNX's", async () => {
    const bytes = await exportOnnx(new Linear(2, 3), zeros([1, 2]), {
      inputName: "image",
      outputName: "logits",
      opset: 15,
      metadata: { classes: ["ä", "b"], preprocessing: { mode: "gray" }, note: "text" },
    });
    const model = decode("Model", bytes) as {
      readonly opset_import: unknown;
      readonly graph: Readonly<Record<string, readonly { readonly name: string }[]>>;
    };
    assert.deepEqual(model.opset_import, [{ domain: "", version: "15" }]);
    assert.deepEqual(
      ["input", "output", "initializer"].map((kind) => model.graph[kind]!.map(({ name }) => name)),
      [["image"], ["logits"], ["weight", "bias"]],
    );
    const { metadata, inputs, outputs } = await loadOnnx(bytes);
    assert.deepEqual(Object.fromEntries(metadata), {
      classes: ["ä", "b"],
      preprocessing: { mode: "gray" },
      note: "text",
    });
    assert.deepEqual(inputs, [{ name: "image", dtype: "float32", shape: ["batch", 2] }]);
    assert.deepEqual(outputs, [{ name: "logits", dtype: "float32", shape: ["batch", 3] }]);
  });

  it("fixes the batch size when asked to", async () => {
    const bytes = await exportOnnx(new Linear(2, 3), zeros([4, 2]), { dynamicBatch: false });
    const predictor = await loadOnnx(bytes);
    assert.deepEqual(predictor.inputs[0]!.shape, [4, 2]);
    await assert.rejects(
      predictor.predict(zeros([1, 2])),
      /shape \[4, 2\] for input, got \[1, 2\]/,
    );
  });

  it("fixes it with a hint, or refuses, where the graph depends on it", async () => {
    const steps = new Of([], (x) => x.cumsum(0).mul(arange(x.shape[0]!).unsqueeze(1)));
    const squeezed = new Of([], (x) => x.squeeze());
    const only = new Of([], (x) => x.reshape([1, 4]));
    for (const model of [steps, squeezed, only]) {
      const refused = exportOnnx(model, numbers([1, 4]), { dynamicBatch: true });
      await assert.rejects(refused, { code: "INVALID_ARGUMENT", who: "exportOnnx" });
      const warned = new Promise<Error>((resolve) => void process.once("warning", resolve));
      const predictor = await loadOnnx(await exportOnnx(model, numbers([1, 4])));
      assert.match((await warned).message, /fixed the batch size of the model/);
      assert.deepEqual(predictor.inputs[0]!.shape, [1, 4]);
      await assertClose(
        await predictor.predict(numbers([1, 4])),
        model.forward(numbers([1, 4])),
        "fixed",
      );
    }
  });

  it("refuses what it cannot write", async () => {
    const x = zeros([1, 2]);
    const linear = new Linear(2, 2);
    const pair = new Of([], (t) => [t, t] as unknown as Tensor);
    const shadow = Object.assign(new Linear(2, 2), { input: parameter(zeros([1])) });
    const cases: [Promise<Uint8Array>, RegExp][] = [
      [exportOnnx(pair, x), /forward to give one tensor/],
      [exportOnnx(linear, [1, 2] as never), /a tensor as example, got \[1, 2\]/],
      [exportOnnx(linear, x, { opset: 18 }), /opset to be a whole number in \[15, 17\]/],
      [exportOnnx(new LayerNorm(2), x, { opset: 16 }), /opset 17 or newer, for LayerNorm/],
      [exportOnnx(linear, x, { inputName: "y", outputName: "y" }), /two names/],
      [exportOnnx(linear, x, { outputName: "" }), /two names/],
      [exportOnnx(shadow, x), /names that no parameter has, got "input"/],
      [exportOnnx(linear, x, { metadata: { f: () => 1 } }), /metadata that JSON can hold \(f\)/],
      [exportOnnx(linear, x, { metadata: { n: 1n } }), /metadata that JSON can hold \(n\)/],
    ];
    for (const [call, message] of cases)
      await assert.rejects(call, { code: "INVALID_ARGUMENT", message });
  });

  it("refuses more than 2 GB before it copies any", async () => {
    const large = parameter(zeros([2 ** 29]));
    const model = new Of([], (x) => x.add(large.narrow(0, 0, 1)));
    await assert.rejects(exportOnnx(model, zeros([1, 1])), { code: "TOO_LARGE" });
  });

  it("stores a shared parameter once, and nothing that is not used", async () => {
    const shared = new Linear(3, 3);
    const model = new Of([shared, new Linear(9, 9)], (x) => shared.forward(shared.forward(x)));
    const twin = Object.assign(model, { again: shared });
    const bytes = await exportOnnx(twin, numbers([1, 3]));
    const { graph } = decode("Model", bytes) as {
      readonly graph: { readonly initializer: readonly { readonly name: string }[] };
    };
    const names = graph.initializer.map(({ name }) => name);
    assert.deepEqual(names, ["parts.0.weight", "parts.0.bias"]);
  });
});

describe("saveOnnx", () => {
  it("writes the same bytes as a file, whole or not at all", async () => {
    const folder = await mkdtemp(join(tmpdir(), "onnx-"));
    try {
      const path = join(folder, "net.onnx");
      const model = new Linear(2, 3);
      await saveOnnx(path, model, zeros([1, 2]), { metadata: { classes: ["a"] } });
      const bytes = await exportOnnx(model, zeros([1, 2]), { metadata: { classes: ["a"] } });
      assert.deepEqual(new Uint8Array(await readFile(path)), new Uint8Array(bytes));
      const again = saveOnnx(path, model, zeros([1, 2]), { overwrite: false });
      await assert.rejects(again, { code: "EXISTS" });
      assert.deepEqual(await readdir(folder), ["net.onnx"]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
