import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { DataLoader, ImageFolder } from "../../../src/datasets/index.ts";
import { encodeJpeg } from "../../../src/io/index.ts";
import { Image } from "../../../src/sample/index.ts";
import { spelled } from "../../../src/testing/index.ts";
import { Compose, RandomResizedCrop, ToTensor } from "../../../src/transforms/index.ts";
import { VisionError } from "../../../src/util/errors.ts";
import { childrenOf, lives, until } from "../../io/processes.ts";
import { fixture } from "../../support/paths.ts";
import { collect, lists } from "./counting.ts";
import { makeHostile } from "./hostile-data.ts";

const transform = new Compose([new RandomResizedCrop(16), new ToTensor()]);
const folder = await ImageFolder.open(fixture("folder"), { transform });
const none = async () => assert.deepEqual(await childrenOf(process.pid), []);

const temp = await mkdtemp(join(tmpdir(), "tsvision-isolation-"));
after(() => rm(temp, { recursive: true }));
// A second or so of decoding.
const slow = join(temp, "slow.jpg");
const size = { width: 9000, height: 9000, channels: 3 } as const;
const noise = new Uint8Array(3 * 9000 * 9000);
for (let i = 0, x = 1; i < noise.length; i++) noise[i] = x = (x * 29 + 17) % 251;
await writeFile(slow, await encodeJpeg(new Image(noise, size)));

describe("DataLoader: isolation", () => {
  it("gives the same batches, with and without workers", async () => {
    const options = { batchSize: 7, shuffle: true, seed: 3 };
    const want = spelled(await collect(new DataLoader(folder, { ...options, numWorkers: 0 })));
    for (const numWorkers of [0, 2]) {
      await using loader = new DataLoader(folder, {
        ...{ ...options, numWorkers },
        isolation: "process",
      });
      assert.deepEqual(spelled(await collect(loader)), want);
      assert.ok((await childrenOf(process.pid)).length > 0);
    }
    await none();
  });

  for (const [signal, numWorkers] of [
    ["SIGSEGV", 0],
    ["SIGKILL", 1],
    ["SIGSEGV", 2],
  ] as const)
    it(`loses the one sample: ${signal}, ${numWorkers} workers`, async () => {
      const files = folder.samples.slice(0, 20).map(([path]) => path);
      const data = makeHostile({ files, at: 9, signal, slow });
      const options = { batchSize: 3, numWorkers, concurrency: 1, prefetch: 0 };
      await using loader = lists(data, { ...options, isolation: "process", onError: "skip" });
      const got = (await collect(loader)).flat().map(([index]) => index);
      assert.deepEqual(
        loader.skipped.map(({ index, error }) => [index, error.code, error.file]),
        [[9, "CRASHED", slow]],
      );
      assert.deepEqual(
        got,
        files.map((_, i) => i).filter((i) => i !== 9),
      );
      assert.equal(loader.deaths.length, 0);
      await loader.close();
      await none();
    });

  it("ends with a typed error that names the sample, and no process", async () => {
    const files = folder.samples.slice(0, 9).map(([path]) => path);
    const data = makeHostile({ files, at: 4, signal: "SIGABRT", slow });
    const options = { batchSize: 2, numWorkers: 1, concurrency: 1, prefetch: 0 } as const;
    const loader = lists(data, { ...options, isolation: "process" });
    await assert.rejects(collect(loader), (error: VisionError) => {
      assert.ok(error instanceof VisionError);
      assert.equal(error.code, "CRASHED");
      assert.match(
        error.message,
        /slow\.jpg: expected sample 4 to load.*survive.*SIGABRT; leave the file out/,
      );
      return true;
    });
    assert.ok(await until(async () => (await childrenOf(process.pid)).length === 0, 2000));
  });

  it("holds samples to a time, whether a loader has workers or not", async () => {
    const files = folder.samples.slice(0, 6).map(([path]) => path);
    const data = makeHostile({
      files: [...files.slice(0, 3), slow],
      at: -1,
      signal: "SIGHUP",
      slow,
    });
    for (const numWorkers of [0, 1]) {
      const isolation = { timeout: 300 };
      await using loader = lists(data, { numWorkers, isolation, onError: "skip" });
      assert.equal((await collect(loader)).length, 3);
      assert.deepEqual(
        loader.skipped.map(({ index, error }) => [index, error.code]),
        [[3, "TIMEOUT"]],
      );
    }
  });

  it("leaves no process after a break, an error or a close", async () => {
    for (const numWorkers of [0, 2]) {
      const options = { batchSize: 4, numWorkers, isolation: "process" } as const;
      const loader = new DataLoader(folder, options);
      for await (const _ of loader) break;
      await none();
      const reading = async () => {
        for await (const _ of loader) throw new Error("mine");
      };
      await assert.rejects(reading(), /mine/);
      await none();
      await collect(loader);
      await loader.close();
      await none();
    }
  });

  it("leaves no process when the program is killed, with workers", async () => {
    const url = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);
    const program = `
      import { DataLoader, ImageFolder } from ${url("../../../src/datasets/index.js")};
      import { ToTensor, Resize, Compose } from ${url("../../../src/transforms/index.js")};
      const transform = new Compose([new Resize([8, 8]), new ToTensor()]);
      const data = await ImageFolder.open(${JSON.stringify(fixture("folder"))}, { transform });
      const loader = new DataLoader(data, { numWorkers: 2, isolation: "process" });
      let n = 0;
      while (true) for await (const _ of loader) if (n++ === 20) console.log("ready");`;
    const args = ["--input-type=module", "--eval", program];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    await new Promise((resolve) => child.stdout.once("data", resolve));
    const decoders = await childrenOf(child.pid!);
    assert.equal(decoders.length, 2);
    child.kill("SIGKILL");
    assert.ok(await until(() => decoders.every((pid) => !lives(pid)), 5000));
  });

  it("refuses what it is not", () => {
    for (const isolation of ["proces", 7, null, { timeout: 0 }, { memory: "1G" }] as never[])
      assert.throws(() => new DataLoader(folder, { isolation }), { code: "INVALID_ARGUMENT" });
  });
});
