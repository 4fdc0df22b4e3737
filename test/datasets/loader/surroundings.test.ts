import assert from "node:assert/strict";
import { copyFileSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { describe, it } from "node:test";
import { fixture } from "../../support/paths.ts";
import { runNode } from "../../support/run-node.ts";
import { withFolder } from "../temp-folder.ts";
import { collect, lists } from "./counting.ts";
import { counter, makeSlow, makeTrouble } from "./worker-data.ts";

describe("DataLoader on a slow disk", () => {
  for (const numWorkers of [0, 2])
    it(`gives the same batches and runs no further ahead: ${numWorkers} workers`, async () => {
      const [length, batchSize, prefetch, at] = [60, 3, 2, 13];
      const options = { batchSize, prefetch, concurrency: 2, seed: 5 };
      const want = await collect(lists(makeTrouble({ length }), { ...options, numWorkers: 0 }));
      const counts = counter(2);
      const data = makeSlow({ length, each: 3, at, long: 700, counts });
      await using loader = lists(data, { ...options, numWorkers });
      assert.deepEqual(await collect(loader), want);
      // The batch of the slow sample is waited for, and so many others are loaded meanwhile.
      const ahead = prefetch * Math.max(1, numWorkers);
      const most = (Math.floor(at / batchSize) + 1 + ahead) * batchSize;
      assert.ok(counts[1]! > at && counts[1]! <= most, `${counts[1]} samples, not ${most}`);
    });
});

const url = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);
const digest = `
  const [root, hours] = process.argv.slice(1);
  const { now } = Date;
  Date.now = () => now() + 3_600_000 * hours;
  const { createHash } = await import("node:crypto");
  const { DataLoader, ImageFolder } = await import(${url("../../../src/datasets/index.js")});
  const { Compose, RandomResizedCrop, ToTensor } = await import(${url("../../../src/transforms/index.js")});
  const transform = new Compose([new RandomResizedCrop(8), new ToTensor()]);
  const hash = createHash("sha256");
  const add = async (data, options) => {
    const loader = new DataLoader(data, { ...options, batchSize: 2, seed: 3 });
    for await (const batch of loader)
      for (const tensor of batch) hash.update(new Uint8Array(await tensor.data().then((a) => a.buffer)));
    await loader.close();
    hash.update(JSON.stringify(loader.stateDict()));
  };
  const folder = await ImageFolder.open(root, { transform });
  hash.update(JSON.stringify(folder.classes));
  await add(folder, { shuffle: true, numWorkers: 1 });
  await add(folder, { shuffle: true, numWorkers: 0 });
  console.log(hash.digest("hex"));`;

describe("DataLoader in other surroundings", () => {
  it("gives the same batches whatever the zone, the language, the folder, the clock and the threads", () =>
    withFolder(async (root) => {
      for (const name of ["Zebra", "apfel", "äpfel", "I", "ı", "i", "10", "9"]) {
        mkdirSync(join(root, name));
        copyFileSync(fixture("photos", "rocket.jpg"), join(root, name, "10.jpg"));
        copyFileSync(fixture("photos", "camera.png"), join(root, name, "9.png"));
      }
      const run = async (env: NodeJS.ProcessEnv, cwd: string, path: string, hours: number) => {
        const args = ["--input-type=module", "-e", digest, path, `${hours}`];
        const options = { cwd, env: { ...process.env, ...env } };
        const { stdout, stderr } = await runNode(args, options);
        assert.match(stdout, /^[\da-f]{64}\n$/, stderr);
        return stdout;
      };
      const [plain, ...others] = await Promise.all([
        run({}, process.cwd(), root, 0),
        run({ TZ: "Pacific/Kiritimati", LC_ALL: "C", LANG: "C" }, tmpdir(), root, 1e6),
        run(
          { TZ: "UTC", LC_ALL: "tr_TR.UTF-8", UV_THREADPOOL_SIZE: "1" },
          dirname(root),
          basename(root),
          -1e5,
        ),
      ]);
      for (const other of others) assert.equal(other, plain);
    }));
});
