import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { bombs } from "../../io/bombs.ts";
import { fixture } from "../../support/paths.ts";
import { runNode } from "../../support/run-node.ts";
import { withFolder } from "../temp-folder.ts";

const url = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);

// Reads a folder, and says what came of each bomb and how much memory the process took for them at most.
const program = `
  import { readFileSync, writeFileSync } from "node:fs";
  import { DataLoader, ImageFolder } from ${url("../../../src/datasets/index.js")};
  import { Compose, RandomResizedCrop, ToTensor } from ${url("../../../src/transforms/index.js")};
  const [root, numWorkers] = process.argv.slice(1);
  const transform = new Compose([new RandomResizedCrop(32), new ToTensor()]);
  const isGood = (path) => !path.includes("bomb");
  const peak = () => Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]);
  const read = async (isValidFile) => {
    const data = await ImageFolder.open(root, { transform, isValidFile });
    const loader = new DataLoader(data, { numWorkers: +numWorkers, onError: { max: 99 } });
    let good = 0;
    for await (const _ of loader) good++;
    await loader.close();
    return { good, left: loader.skipped.map(({ error }) => [error.file, error.code]) };
  };
  await read(isGood);
  const before = peak();
  const result = await read(() => true);
  console.log(JSON.stringify({ ...result, mebibytes: (peak() - before) / 1024 }));`;

describe("DataLoader: decompression bombs", { skip: process.platform !== "linux" }, () => {
  for (const numWorkers of [0, 1])
    it(`costs nothing but themselves: ${numWorkers} workers`, () =>
      withFolder(async (root) => {
        const folder = join(root, "class");
        mkdirSync(folder);
        copyFileSync(fixture("photos", "rocket.jpg"), join(folder, "a.jpg"));
        copyFileSync(fixture("photos", "chelsea.png"), join(folder, "z.png"));
        const names = Object.keys(bombs).sort();
        for (const name of names) writeFileSync(join(folder, `bomb-${name}`), bombs[name]!);
        const args = ["--input-type=module", "-e", program, root, `${numWorkers}`];
        const { stdout, stderr } = await runNode(args);
        assert.equal(stderr, "");
        const { good, left, mebibytes } = JSON.parse(stdout);
        assert.equal(good, 2);
        // The library refuses some headers by itself.
        const damaged = ["edge.png", "row.png", "lossless.webp", "canvas.webp"];
        assert.deepEqual(
          left,
          names.map((name) => [
            join(folder, `bomb-${name}`),
            damaged.includes(name) ? "INVALID_FILE" : "TOO_LARGE",
          ]),
        );
        assert.ok(mebibytes < 64, `${mebibytes} MiB`);
      }));
});
