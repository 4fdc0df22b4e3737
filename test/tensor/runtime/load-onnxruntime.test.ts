import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { loadOnnxRuntime } from "../../../src/tensor/runtime/load-onnxruntime.ts";

const absent = () => Promise.reject(new Error("no binary for this platform\nmore"));

describe("loadOnnxRuntime", () => {
  it("takes the native package where there is one", async () => {
    const { ort, kind } = await loadOnnxRuntime();
    assert.equal(kind, "node");
    assert.equal(typeof ort.InferenceSession.create, "function");
  });

  it("takes the web package where the native one has no binary, and says so", async () => {
    const { ort } = await loadOnnxRuntime();
    const warned = new Promise<Error>((resolve) => void process.once("warning", resolve));
    const loaded = await loadOnnxRuntime({ node: absent, web: () => Promise.resolve(ort) });
    assert.deepEqual([loaded.kind, loaded.ort === ort], ["web", true]);
    const warning = await warned;
    assert.equal(warning.name, "TsvisionHint");
    assert.match(warning.message, /computed by onnxruntime-web/);
  });

  it("names both where neither is installed", async () => {
    await assert.rejects(loadOnnxRuntime({ node: absent, web: absent }), {
      code: "ENGINE",
      message: /got "?no binary for this platform \(.*npm install onnxruntime-web/,
    });
  });
});
