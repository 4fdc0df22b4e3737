import assert from "node:assert/strict";
import { mkdir, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { DataLoader, ImageFolder, ImageFolderStream } from "../../src/datasets/index.ts";
import { spelled } from "../../src/testing/index.ts";
import { Compose, RandomResizedCrop, ToTensor } from "../../src/transforms/index.ts";
import { fixture } from "../support/paths.ts";
import { withFolder } from "./temp-folder.ts";

const root = fixture("folder");
const transform = new Compose([new RandomResizedCrop(8), new ToTensor()]);
const all = await ImageFolder.open(root, { transform });
const whole = { seed: 0, epoch: 0, rank: 0, worldSize: 1, skip: 0 };

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

describe("ImageFolderStream", () => {
  it("gives ImageFolder's files in its order", async () => {
    const stream = await ImageFolderStream.open(root);
    assert.deepEqual(stream.classes, all.classes);
    assert.equal(stream.classToIdx.get(all.classes[1]!), 1);
    const files = await collect(stream.iterate(whole));
    assert.deepEqual(
      files.map(({ path, label }) => [path, label]),
      all.samples,
    );
  });

  it("gives its first batches before the listing has ended", async () => {
    const events: string[] = [];
    // A disk on which each class takes 100 ms; 1,000 classes would take 100 s.
    const classes = Array.from({ length: 1000 }, (_, i) => `class ${i}`);
    const samples = all.samples.slice(0, 3).map(([path]) => path);
    const names = samples.map((path) => path.slice(path.lastIndexOf("/") + 1));
    const folder = samples[0]!.slice(0, samples[0]!.lastIndexOf("/") + 1);
    const list = async (label: number) => {
      await wait(100);
      events.push(`class ${label}`);
      return { label, groups: [{ folder, names }] };
    };
    for (const shuffle of [0, 40]) {
      events.length = 0;
      const stream = new ImageFolderStream("slow", classes, { transform, shuffle }, list);
      const loader = new DataLoader(stream, { batchSize: 2, numWorkers: 0, prefetch: 0 });
      for await (const _ of loader) {
        events.push("batch");
        if (events.filter((event) => event === "batch").length === 2) break;
      }
      const before = events.indexOf("batch");
      assert.ok(before >= 1 && before <= 4, `${events.slice(0, 9)}`);
      assert.ok(events.length < 20);
    }
  });

  it("gives the same batches for any number of workers, and ImageFolder's where not shuffled", async () => {
    const stream = await ImageFolderStream.open(root, { transform });
    const options = { batchSize: 7, seed: 5 };
    const want = spelled(await collect(new DataLoader(all, { ...options, numWorkers: 0 })));
    for (const numWorkers of [0, 1, 2]) {
      await using loader = new DataLoader(stream, { ...options, numWorkers });
      assert.deepEqual(spelled(await collect(loader)), want);
    }
    const shuffled = await ImageFolderStream.open(root, {
      ...{ transform, shuffle: 20 },
      classShuffle: true,
    });
    const here = spelled(await collect(new DataLoader(shuffled, { ...options, numWorkers: 0 })));
    await using loader = new DataLoader(shuffled, { ...options, numWorkers: 2 });
    assert.deepEqual(spelled(await collect(loader)), here);
    assert.notDeepEqual(here, want);
  });

  it("shuffles anew in every epoch, and loses nothing", async () => {
    const stream = await ImageFolderStream.open(root, { shuffle: 15, classShuffle: true });
    const orders = new Set<string>();
    for (let epoch = 0; epoch < 5; epoch++) {
      const files = await collect(stream.iterate({ ...whole, epoch }));
      orders.add(files.map(({ path }) => path).join());
      assert.deepEqual(
        files.map(({ path, label }) => `${path} ${label}`).sort(),
        all.samples.map(([path, label]) => `${path} ${label}`).sort(),
      );
    }
    assert.equal(orders.size, 5);
  });

  it("divides the files among ranks", async () => {
    const stream = await ImageFolderStream.open(root, { shuffle: 10 });
    const parts = [0, 1, 2].map((rank) =>
      collect(stream.iterate({ ...whole, rank, worldSize: 3 })),
    );
    const paths = (await Promise.all(parts)).flat().map(({ path }) => path);
    assert.deepEqual(paths.sort(), all.samples.map(([path]) => path).sort());
  });

  it("continues exactly after every batch, with other workers, a second time, then whole epochs", async () => {
    for (const shuffle of [0, 13]) {
      const open = () => ImageFolderStream.open(root, { transform, shuffle, classShuffle: true });
      const options = { batchSize: 9, seed: 2, numWorkers: 0 };
      const straight = new DataLoader(await open(), options);
      const want = [await collect(straight), await collect(straight)];
      for (let stop = 0; stop <= want[0]!.length; stop++) {
        const first = new DataLoader(await open(), options);
        const got: unknown[] = [];
        if (stop > 0) for await (const batch of first) if (got.push(batch) === stop) break;
        const second = new DataLoader(await open(), { ...options, numWorkers: stop % 2 });
        second.loadStateDict(JSON.parse(JSON.stringify(first.stateDict())));
        if (stop + 1 < want[0]!.length)
          for await (const batch of second) {
            got.push(batch);
            break;
          }
        const third = new DataLoader(await open(), options);
        third.loadStateDict(JSON.parse(JSON.stringify(second.stateDict())));
        for await (const batch of third) got.push(batch);
        assert.deepEqual(spelled(got), spelled(want[0]));
        assert.deepEqual(spelled(await collect(third)), spelled(want[1]));
        await second.close();
      }
    }
  });

  it("refuses the position of other classes or another order", async () => {
    const state = new DataLoader(await ImageFolderStream.open(root)).stateDict();
    for (const options of [{ shuffle: 3 }, { classShuffle: true }]) {
      const loader = new DataLoader(await ImageFolderStream.open(root, options));
      assert.throws(() => loader.loadStateDict(state), { code: "MISMATCH" });
    }
  });

  it("names a class without images when its turn comes, and a file that has vanished", () =>
    withFolder(async (folder) => {
      const png = all.samples[0]![0];
      const { readFile } = await import("node:fs/promises");
      for (const name of ["a/1.png", "b/1.png", "b/2.png"]) {
        await mkdir(join(folder, name, ".."), { recursive: true });
        await writeFile(join(folder, name), await readFile(png));
      }
      await mkdir(join(folder, "c"));
      const stream = await ImageFolderStream.open(folder, { transform });
      const got: unknown[] = [];
      const reading = async () => {
        for await (const batch of new DataLoader(stream, { batchSize: 3 })) got.push(batch);
      };
      await assert.rejects(reading(), { code: "NOT_FOUND", message: /empty: \["c"\]/ });
      assert.equal(got.length, 1);
      const rest = await ImageFolderStream.open(folder, { transform, allowEmpty: true });
      const loader = new DataLoader(rest, { numWorkers: 0, prefetch: 0, onError: "skip" });
      let count = 0;
      for await (const _ of loader) if (count++ === 0) await unlink(join(folder, "b/2.png"));
      assert.equal(count, 2);
      assert.deepEqual(
        loader.skipped.map(({ error }) => [error.code, error.file]),
        [["NOT_FOUND", join(folder, "b/2.png")]],
      );
      await assert.rejects(ImageFolderStream.open(join(folder, "c")), /a folder for each class/);
      await assert.rejects(ImageFolderStream.open(join(folder, "nothing")), { code: "NOT_FOUND" });
    }));
});
