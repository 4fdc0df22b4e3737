import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, cpSync, mkdirSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { ImageFolder, STL10, WebDataset } from "../../../src/datasets/index.ts";
import type { VisionError } from "../../../src/util/errors.ts";
import { fixture } from "../../support/paths.ts";
import { shardOf } from "../shards.ts";
import { withFolder } from "../temp-folder.ts";

const posix = process.platform !== "win32";
const url = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);

// A program that reads a folder and prints, for 0 and 2 workers, the first error and what is left out by policy.
const imports = `
  import { DataLoader, ImageFolder } from ${url("../../../src/datasets/index.js")};
  import { Compose, Resize, ToTensor } from ${url("../../../src/transforms/index.js")};
  const transform = new Compose([new Resize([8, 8]), new ToTensor()]);`;
const reader = `${imports}
  const facts = ({ code, file, message }) => ({ code, file, message });
  const data = await ImageFolder.open(process.argv[1], { transform });
  process.send("listed");
  await new Promise((go) => process.once("message", go));
  const answers = [];
  for (const numWorkers of [0, 2]) {
    const raised = new DataLoader(data, { batchSize: 4, numWorkers });
    let error;
    try { for await (const _ of raised); } catch (reason) { error = facts(reason); }
    const loader = new DataLoader(data, { batchSize: 4, numWorkers, onError: "skip" });
    let images = 0;
    for await (const [batch] of loader) images += batch.shape[0];
    await loader.close();
    const left = loader.skipped.map(({ index, error }) => [index, error.code, error.file]);
    answers.push({ error, images, left });
  }
  const locked = await ImageFolder.open(process.argv[1]).catch(facts);
  process.send([...answers, locked]);
  process.disconnect();`;

// Root may read everything, so as root the program runs as nobody, if nobody may read this package.
const asNobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
const mayRun =
  posix &&
  spawnSync(process.execPath, ["-e", `fs.readFileSync(${JSON.stringify(import.meta.filename)})`], {
    ...asNobody,
  }).status === 0;

describe("DataLoader: files that cannot be read", () => {
  it(
    "names them or leaves them out: no right to read, a folder, a class that is gone",
    {
      skip: !mayRun,
    },
    () =>
      withFolder(async (root) => {
        cpSync(fixture("folder"), root, { recursive: true });
        chmodSync(root, 0o755);
        const data = await ImageFolder.open(root);
        const path = (index: number) => data.samples[index]![0];
        const child = spawn(process.execPath, ["--input-type=module", "-e", reader, root], {
          ...asNobody,
          stdio: ["ignore", "inherit", "inherit", "ipc"],
          timeout: 60_000,
        });
        assert.deepEqual(await once(child, "message"), ["listed", undefined]);
        chmodSync(path(5), 0);
        rmSync(path(9));
        mkdirSync(path(9));
        rmSync(join(root, "dress"), { recursive: true });
        chmodSync(join(root, "bag"), 0o111); // its files open, but it cannot be listed again
        child.send("go");
        const [[here, workers, listing]] = await once(child, "message");
        assert.deepEqual(workers, here);
        assert.deepEqual([here.error.code, here.error.file], ["INVALID_FILE", path(5)]);
        assert.match(here.error.message, /sample 5 to load.*EACCES.*who may read it/);
        const gone = data.samples.flatMap(([file], i) => (file.includes("dress") ? [i] : []));
        assert.deepEqual(here.left, [
          [5, "INVALID_FILE", path(5)],
          [9, "INVALID_FILE", path(9)],
          ...gone.map((index) => [index, "NOT_FOUND", path(index)]),
        ]);
        assert.equal(here.images, 60 - here.left.length);
        assert.deepEqual([listing.code, listing.file], ["INVALID_FILE", join(root, "bag")]);
        assert.match(listing.message, /EACCES.*permissions/);
        chmodSync(join(root, "bag"), 0o700);
        chmodSync(path(5), 0o600);
      }),
  );

  it("tells a shard and a file of many images that shrank after they were opened", () =>
    withFolder(async (root) => {
      const shard = join(root, "a.tar");
      const big = (i: number) => [`${i}.bin`, new Uint8Array(300_000).fill(i)] as const;
      writeFileSync(shard, shardOf(Array.from({ length: 20 }, (_, i) => big(i))));
      const keys: string[] = [];
      const reading = async () => {
        for await (const { __key__ } of new WebDataset(shard)) {
          if (keys.push(__key__) === 1) truncateSync(shard, 3_000_000);
        }
      };
      await assert.rejects(reading(), { code: "TAR_TRUNCATED", file: shard });
      assert.deepEqual(keys, ["0", "1", "2", "3", "4", "5", "6", "7", "8"]);

      const binary = join(root, "stl10_binary");
      const images = join(binary, "test_X.bin");
      mkdirSync(binary);
      writeFileSync(images, new Uint8Array(2 * 3 * 96 * 96));
      writeFileSync(join(binary, "test_y.bin"), Uint8Array.of(1, 2));
      const data = await STL10.open(root, { split: "test", verify: false });
      truncateSync(images, 40_000);
      assert.equal((await data.get(0))[1], 0);
      await assert.rejects(data.get(1), { code: "INVALID_FILE", file: images });
      rmSync(images);
      await assert.rejects(data.get(1), { code: "NOT_FOUND", file: images });
    }));
});

describe("DataLoader: no file handles left", () => {
  const program = `${imports}
    import { openSync } from "node:fs";
    const [root, numWorkers] = process.argv.slice(1);
    const data = await ImageFolder.open(root, { transform });
    const loader = new DataLoader(data, { batchSize: 2, numWorkers: +numWorkers, onError: "skip" });
    try {
      while (true)
        for await (const _ of loader)
          try { while (true) openSync(root); } catch {}
    } catch ({ code, message }) {
      console.log(JSON.stringify({ code, message, skipped: loader.skipped.length }));
    }`;
  for (const numWorkers of [0, 2])
    it(`is an error, and costs no sample: ${numWorkers} workers`, { skip: !posix }, async () => {
      // Node raises the limit to what is allowed at most, so that is what has to be low.
      const shell = 'ulimit -n 700 && exec "$0" "$@"';
      const args = ["-c", shell, process.execPath, "--input-type=module", "-e", program];
      const child = spawn("sh", [...args, fixture("folder"), `${numWorkers}`], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      let text = "";
      child.stdout.on("data", (piece) => {
        text += piece;
      });
      await once(child, "close");
      const { code, message, skipped } = JSON.parse(text) as VisionError & { skipped: number };
      assert.deepEqual([code, skipped], ["EXHAUSTED", 0]);
      assert.match(message, /EMFILE.*raise the limit of open files \(ulimit -n\)/);
    });
});
