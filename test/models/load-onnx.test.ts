import assert from "node:assert/strict";
import { mkdir, mkdtemp, open, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { exportOnnx, loadOnnx } from "../../src/models/index.ts";
import { Linear } from "../../src/nn/index.ts";
import { setDevice, Tensor, zeros } from "../../src/tensor/index.ts";
import { fixture } from "../support/paths.ts";

const folder = await mkdtemp(join(tmpdir(), "load-onnx-"));
after(() => rm(folder, { recursive: true }));

interface Numbers {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}
interface Golden {
  readonly inputs: Readonly<Record<string, Numbers>>;
  readonly outputs: Readonly<Record<string, Numbers>>;
}

const golden = async (): Promise<Golden> =>
  JSON.parse(await readFile(fixture("golden", "onnx", "torch.json"), "utf8"));

describe("loadOnnx", () => {
  for (const thread of [false, true]) {
    it(`computes what torch computed, ${thread ? "in a thread" : "here"}`, async () => {
      await setDevice("cpu", { thread });
      const predictor = await loadOnnx(fixture("golden", "onnx", "torch.onnx"));
      await setDevice("cpu"); // the predictor keeps the engine that it was opened with
      assert.deepEqual(predictor.inputs, [
        { name: "x", dtype: "float32", shape: ["n", 2, 6, 6] },
        { name: "scale", dtype: "float32", shape: [1] },
      ]);
      assert.deepEqual(
        predictor.outputs.map(({ name }) => name),
        ["logits", "mean"],
      );
      const { inputs, outputs } = await golden();
      const given = Object.entries(inputs).map(([name, { shape, data }]) => {
        return [name, Tensor.fromData(Float32Array.from(data), shape)];
      });
      const results = await predictor.run(Object.fromEntries(given));
      assert.deepEqual(Object.keys(results), Object.keys(outputs));
      for (const [name, { shape, data }] of Object.entries(outputs)) {
        assert.deepEqual(results[name]!.shape, shape);
        const actual = results[name]!.hostData();
        data.forEach((value, i) => void assert.ok(Math.abs(Number(actual[i]) - value) < 1e-5));
      }
      await predictor.close();
    });
  }

  it("takes bytes, and leaves them as they are", async () => {
    const bytes = await exportOnnx(new Linear(2, 3), zeros([1, 2]));
    const copy = bytes.slice();
    const predictor = await loadOnnx(bytes);
    assert.deepEqual((await predictor.predict(zeros([2, 2]))).shape, [2, 3]);
    assert.deepEqual(bytes, copy);
  });

  it("keeps text that is no JSON as text", async () => {
    const bytes = await exportOnnx(new Linear(2, 3), zeros([1, 2]), { metadata: { a: [1] } });
    const at = Buffer.from(bytes).lastIndexOf("[1]");
    bytes.set(Buffer.from("[1?"), at);
    const { metadata } = await loadOnnx(bytes);
    assert.deepEqual([...metadata], [["a", "[1?"]]);
  });

  it("refuses numbers in other files, wherever they are mentioned", async () => {
    await mkdir(join(folder, "deep"));
    for (const [name, what] of [
      ["external", "w"],
      ["external-deep", "deep"],
    ] as const) {
      const path = fixture("golden", "onnx", `${name}.onnx`);
      const message = new RegExp(`all inside the file, got "external data for ${what}"`);
      await assert.rejects(loadOnnx(path), { code: "UNSUPPORTED_FORMAT", message });
      const bytes = new Uint8Array(await readFile(path));
      await assert.rejects(loadOnnx(bytes), { code: "UNSUPPORTED_FORMAT", message });
      // Even where the other file is there.
      await writeFile(join(folder, "deep", "weights.bin"), new Uint8Array(8));
      await writeFile(join(folder, "deep", "m.onnx"), bytes);
      const found = loadOnnx(join(folder, "deep", "m.onnx"));
      await assert.rejects(found, { code: "UNSUPPORTED_FORMAT" });
    }
  });

  it("refuses element types that tensors here do not have", async () => {
    const path = fixture("golden", "onnx", "float16.onnx");
    await assert.rejects(loadOnnx(path), { code: "UNSUPPORTED_FORMAT", file: path });
  });

  it("refuses what is no model", async () => {
    const whole = await exportOnnx(new Linear(2, 3), zeros([1, 2]));
    const ort = new Uint8Array(64);
    ort.set(Buffer.from("ORTM"), 4);
    const cases: [Uint8Array, string][] = [
      [new Uint8Array(), "INVALID_FILE"],
      [Buffer.from("<!doctype html>"), "INVALID_FILE"],
      [Uint8Array.of(8, 8), "INVALID_FILE"],
      [Uint8Array.of(58, 0), "INVALID_FILE"], // an empty graph
      [whole.subarray(0, whole.length - 30), "INVALID_FILE"],
      [ort, "UNSUPPORTED_FORMAT"],
    ];
    for (const [bytes, code] of cases) await assert.rejects(loadOnnx(bytes), { code });
    const path = join(folder, "page.onnx");
    await writeFile(path, "<!doctype html>");
    await assert.rejects(loadOnnx(path), { code: "INVALID_FILE", file: path });
    await assert.rejects(loadOnnx(join(folder, "gone.onnx")), { code: "NOT_FOUND" });
    await assert.rejects(loadOnnx(folder), { code: "INVALID_FILE" });
    await assert.rejects(loadOnnx({} as never), { code: "INVALID_ARGUMENT" });
  });

  it("refuses a file of more than 2 GB by its size", async () => {
    const path = join(folder, "large.onnx");
    const handle = await open(path, "w");
    await handle.truncate(2 ** 31);
    await handle.close();
    await assert.rejects(loadOnnx(path), { code: "TOO_LARGE" });
  });

  it("cut and changed files give an error of ours or a model, never another error", async () => {
    const bytes = new Uint8Array(await readFile(fixture("golden", "onnx", "torch.onnx")));
    for (let i = 0; i < bytes.length; i += 31) {
      const changed = bytes.slice();
      changed[i]! ^= 1 << (i % 8);
      for (const form of [changed, bytes.subarray(0, i)]) {
        const outcome = await loadOnnx(form).then(
          () => "a model",
          (error: Error) => error.name,
        );
        assert.match(outcome, /^(a model|VisionError)$/);
      }
    }
  });
});
