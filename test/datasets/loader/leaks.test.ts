import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { describe, it } from "node:test";
import { promisify } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { DataLoader, ImageFolder } from "../../../src/datasets/index.ts";
import { ToTensor } from "../../../src/transforms/index.ts";
import { fixture } from "../../support/paths.ts";
import { collect, lists, memory } from "./counting.ts";
import { makeTrouble } from "./worker-data.ts";

// What a process holds open, where the system tells.
async function held(): Promise<{ threads: number; files: number }> {
  const count = async (folder: string) => (await readdir(folder).catch(() => [])).length;
  return { threads: await count("/proc/self/task"), files: await count("/proc/self/fd") };
}

describe("DataLoader: what it leaves behind", () => {
  it("leaves no thread after a break, an error or a close", async () => {
    const first = lists(makeTrouble({ length: 4 }), { numWorkers: 1 });
    await collect(first); // loads what stays loaded
    await first.close();
    const before = await held();
    const broken = lists(makeTrouble({ length: 40 }), { numWorkers: 2 });
    for await (const _ of broken) break;
    const failed = lists(makeTrouble({ length: 40, at: 9, how: "throw" }), { numWorkers: 2 });
    await assert.rejects(collect(failed), { message: /a bad sample/ });
    const closed = lists(makeTrouble({ length: 9 }), { numWorkers: 2 });
    await collect(closed);
    await closed.close();
    assert.deepEqual(await held(), before);
    await closed.close();
    assert.equal((await collect(closed)).length, 9);
    await closed.close();
    assert.deepEqual(await held(), before);
  });

  it("keeps its workers from epoch to epoch", async () => {
    await using loader = lists(makeTrouble({ length: 6 }), { numWorkers: 2 });
    await collect(loader);
    const { threads } = await held();
    for (let epoch = 0; epoch < 5; epoch++) await collect(loader);
    assert.equal((await held()).threads, threads);
  });

  it("ends a loop that close interrupts", async () => {
    const loader = lists(makeTrouble({ length: 400 }), { numWorkers: 1 });
    const reading = async () => {
      for await (const _ of loader) await loader.close();
    };
    await assert.rejects(reading(), { code: "ABORTED" });
  });

  it("leaves no listener, handle or file after 1,000 loaders", async () => {
    const folder = await ImageFolder.open(fixture("folder"), { transform: () => 0 });
    const listeners = () => process.eventNames().map((name) => process.listenerCount(name));
    const one = async (i: number) => {
      const loader = lists<unknown>(i % 10 === 0 ? folder : memory(9), { batchSize: 5 });
      if (i % 2 === 0) for await (const _ of loader) break;
      else await collect(loader);
    };
    await one(0);
    const handles = () =>
      process
        .getActiveResourcesInfo()
        .filter((name) => name !== "Timeout")
        .sort();
    const before = { ...(await held()), listeners: listeners(), handles: handles() };
    for (let i = 0; i < 980; i++) await one(i);
    for (let i = 0; i < 20; i++) {
      const loader = lists(makeTrouble({ length: 3 }), { numWorkers: 1 });
      if (i % 3 === 0) for await (const _ of loader) break;
      else await collect(loader);
      if (i % 3 === 1) await loader.close();
      if (i % 3 === 2) await loader[Symbol.asyncDispose]();
    }
    const { threads, files } = await held();
    assert.deepEqual([files, listeners()], [before.files, before.listeners]);
    assert.deepEqual(handles(), before.handles);
    // The image library may have begun threads of its own meanwhile; 20 loaders had one each.
    assert.ok(threads <= before.threads + 4, `${before.threads} threads, then ${threads}`);
  });

  it("keeps no batch that was received, within an epoch", async () => {
    setFlagsFromString("--expose-gc");
    const collectGarbage = runInNewContext("gc") as () => void;
    const data = await ImageFolder.open(fixture("folder"), { transform: new ToTensor() });
    for (const numWorkers of [0, 1]) {
      const received: WeakRef<object>[] = [];
      await using loader = new DataLoader(data, { batchSize: 2, numWorkers });
      for await (const batch of loader) received.push(new WeakRef(batch));
      for await (const batch of loader) {
        received.push(new WeakRef(batch));
        if (received.length % 10 > 0) continue;
        await new Promise((resolve) => setTimeout(resolve));
        collectGarbage();
        const kept = received.filter((ref) => ref.deref() !== undefined).length;
        assert.ok(kept <= 3, `${kept} of ${received.length} batches, ${numWorkers} workers`);
      }
      assert.equal(received.length, 60);
    }
  });

  it("keeps no process alive: idle workers, forgotten loops and process.exit", async () => {
    const data = new URL("./worker-data.js", import.meta.url);
    const index = new URL("../../../src/datasets/index.js", import.meta.url);
    const program = (end: string) => `
      import { DataLoader } from ${JSON.stringify(index.href)};
      import { makeTrouble } from ${JSON.stringify(data.href)};
      const loader = new DataLoader(makeTrouble({ length: 30 }), { numWorkers: 2, batchSize: 3 });
      ${end}`;
    const run = async (end: string) => {
      const args = ["--input-type=module", "--eval", program(end)];
      const start = process.hrtime.bigint();
      const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 60_000 });
      return { stdout, seconds: Number(process.hrtime.bigint() - start) / 1e9 };
    };
    const whole = "let n = 0; for await (const _ of loader) n++; console.log(n);";
    assert.equal((await run(whole)).stdout, "10\n");
    const forgotten = "await loader[Symbol.asyncIterator]().next(); console.log('left');";
    assert.equal((await run(forgotten)).stdout, "left\n");
    const exit = "for await (const _ of loader) { console.log('exit'); process.exit(); }";
    assert.equal((await run(exit)).stdout, "exit\n");
  });
});
