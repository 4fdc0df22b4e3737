import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { describe, it } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Lowered } from "../../../src/tensor/lower.ts";
import { GraphBuilder } from "../../../src/tensor/onnx/builder.ts";
import { openEngineThread } from "../../../src/tensor/runtime/engine-thread.ts";

const options = { threads: 1, device: "cpu" } as const;

function chain(size: number, products: number): Lowered {
  const graph = new GraphBuilder();
  const x = graph.input("x", "float32", [size, size]);
  let y = x;
  for (let i = 0; i < products; i++) y = graph.add("MatMul", [y, x]);
  const outputs = [graph.output(y, "float32", [size, size])];
  return { model: graph.finish(), inputs: [x], outputs };
}

const type = { dtype: "float32", shape: [2, 2] } as const;

describe("openEngineThread", () => {
  it("computes in the thread, and feeds results and earlier inputs back by name", async () => {
    const runtime = await openEngineThread(options);
    assert.match(runtime.name, /^onnxruntime \d.* in a thread$/);
    const program = await runtime.compile(chain(2, 1));
    const x = { data: Float32Array.of(1, 1, 0, 1) };
    const [square] = await program.run([x], [type]);
    assert.deepEqual(square!.data, Float32Array.of(1, 2, 0, 1));
    const [fourth] = await program.run([square!], [type]);
    assert.deepEqual(fourth!.data, Float32Array.of(1, 4, 0, 1));
    assert.deepEqual((await program.run([x], [type]))[0]!.data, square!.data);
    await program.close();
    await runtime.close();
    await assert.rejects(runtime.compile(chain(2, 1)), /the engine's thread was closed/);
  });

  it("tells errors of the thread as its own", async () => {
    const runtime = await openEngineThread(options);
    const graph = new GraphBuilder();
    const x = graph.input("x", "float32", [2]);
    const outputs = [graph.output(graph.add("Nothing", [x]), "float32", [2])];
    const lowered = { model: graph.finish(), inputs: [x], outputs };
    await assert.rejects(runtime.compile(lowered), {
      code: "ENGINE",
      message: /^tensor engine: expected a graph that ONNX Runtime compiles for cpu, got .*Nothing/,
    });
    await runtime.close();
  });

  it("leaves the event loop free while it computes", async () => {
    const runtime = await openEngineThread(options);
    const program = await runtime.compile(chain(512, 40));
    const big = { dtype: "float32", shape: [512, 512] } as const;
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await program.run([{ data: new Float32Array(512 * 512) }], [big]);
    clearInterval(timer);
    assert.ok(turns > 0, "no timer fired during the run");
    await runtime.close();
  });

  // A thread that is terminated inside a native run aborts the process, so these run in one of their own.
  const url = (name: string) =>
    JSON.stringify(
      pathToFileURL(fileURLToPath(new URL(`../../../src/tensor/${name}.js`, import.meta.url))).href,
    );
  const run = (products: number, body: string) =>
    spawnSync(
      process.execPath,
      [
        "--input-type=module",
        "--eval",
        `
      import { openEngineThread } from ${url("runtime/engine-thread")};
      import { GraphBuilder } from ${url("onnx/builder")};
      const graph = new GraphBuilder();
      const x = graph.input("x", "float32", [256, 256]);
      let y = x;
      for (let i = 0; i < ${products}; i++) y = graph.add("MatMul", [y, x]);
      const outputs = [graph.output(y, "float32", [256, 256])];
      const lowered = { model: graph.finish(), inputs: [x], outputs };
      const type = { dtype: "float32", shape: [256, 256] };
      const start = async () => {
        const runtime = await openEngineThread({ threads: 1, device: "cpu" });
        const program = await runtime.compile(lowered);
        return [runtime, program.run([{ data: new Float32Array(65536) }], [type])];
      };
      ${body}`,
      ],
      { encoding: "utf8" },
    );

  it("is stopped in mid-run a hundred times, and joined", () => {
    const { status, stdout, stderr } = run(
      20,
      `let whole = 0;
      for (let i = 0; i < 100; i++) {
        const [runtime, run] = await start();
        await runtime.close();
        whole += (await run)[0].data.length === 65536 ? 1 : 0;
      }
      console.log(whole);`,
    );
    assert.deepEqual([status, stdout.trim()], [0, "100"], stderr);
  });

  it("lets a process exit in mid-run with the code it wants", () => {
    const { status, stderr } = run(2000, "await start(); setTimeout(() => process.exit(3), 50);");
    assert.equal(status, 3, stderr);
  });
});
