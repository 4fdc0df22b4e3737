import assert from "node:assert/strict";
import { cp, mkdtemp, rm, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { DataLoader, ImageFolder } from "../../../src/datasets/index.ts";
import { Compose, Resize, ToTensor } from "../../../src/transforms/index.ts";
import { VisionError } from "../../../src/util/errors.ts";
import { fixture } from "../../support/paths.ts";
import { collect, lists } from "./counting.ts";
import { counter, makeTrouble, type Trouble, troubleModule } from "./worker-data.ts";

const module = troubleModule({ length: 1 }).module;

async function failure(run: Promise<unknown>): Promise<VisionError> {
  const error = await run.then(
    () => new Error("it did not fail"),
    (reason) => reason,
  );
  if (error instanceof VisionError) return error;
  throw error;
}

describe("DataLoader: workers that die", () => {
  for (const how of [
    "exit",
    "exit 0",
    "uncaught",
    "memory",
  ] as const satisfies readonly Trouble[]) {
    it(`loads again what a worker had in hand: ${how}`, async () => {
      const want = await collect(
        lists(makeTrouble({ length: 20 }), { batchSize: 3, numWorkers: 0 }),
      );
      const trouble = { length: 20, at: 10, how, times: counter(), until: 2 };
      const worker = { ...troubleModule(trouble), resourceLimits: { maxOldGenerationSizeMb: 64 } };
      const data = { length: 20, get: makeTrouble(trouble).get };
      await using loader = lists(data, { batchSize: 3, numWorkers: 2, worker });
      assert.deepEqual(await collect(loader), want);
      assert.equal(loader.deaths.length, 2);
      for (const { exitCode, samples, worker } of loader.deaths) {
        assert.equal(exitCode, { exit: 3, "exit 0": 0, uncaught: 1, memory: 1 }[how]);
        assert.ok(samples.includes(10) && samples.length <= 4, `${samples}`);
        assert.ok(worker === 0 || worker === 1);
      }
    });
  }

  it("loses nothing where every sample ends a worker once", async () => {
    const options = { batchSize: 3, seed: 2, shuffle: true };
    const want = await collect(lists(makeTrouble({ length: 12 }), { ...options, numWorkers: 0 }));
    const data = makeTrouble({ length: 12, deadly: counter(12) });
    await using loader = lists(data, { ...options, numWorkers: 2, restarts: 99 });
    assert.deepEqual(await collect(loader), want);
    // Two samples of a worker may end it together.
    assert.ok(loader.deaths.length >= 6 && loader.deaths.length <= 12, `${loader.deaths.length}`);
    assert.deepEqual(new Set(loader.deaths.map(({ exitCode }) => exitCode)), new Set([3]));
  });

  it("gives up after so many restarts, and says the exit code and the samples", async () => {
    const data = makeTrouble({ length: 20, at: 10, how: "exit" });
    const loader = lists(data, { batchSize: 2, numWorkers: 1, restarts: 1 });
    const got: unknown[] = [];
    const reading = async () => {
      for await (const batch of loader) got.push(batch);
    };
    const error = await failure(reading());
    assert.equal(error.code, "WORKER");
    assert.match(
      error.message,
      /^DataLoader: expected worker 0 to load samples \[.*10.*\], got its end with exit code 3; look at these samples/,
    );
    assert.equal(loader.stateDict().batch, got.length);
    assert.equal(loader.deaths.length, 1);
    // Another try begins with fresh restarts, at the next epoch.
    loader.setEpoch(0);
    assert.equal((await failure(collect(loader))).code, "WORKER");
  });

  it("tells of memory as the reason", async () => {
    const trouble = { length: 4, at: 2, how: "memory" as const };
    const worker = { ...troubleModule(trouble), resourceLimits: { maxOldGenerationSizeMb: 48 } };
    const loader = lists(makeTrouble({ length: 4 }), { numWorkers: 1, restarts: 0, worker });
    const error = await failure(collect(loader));
    assert.match(error.message, /memory limit.*; load smaller samples or batches, or raise worker/);
  });
});

describe("DataLoader: workers that cannot start", () => {
  const cases: readonly [string, string, RegExp][] = [
    [
      "refuse",
      "INVALID_ARGUMENT",
      /a dataset that a worker thread can make, got I make no dataset/,
    ],
    ["missing", "NOT_FOUND", /worker-data.*expected a function missing exported, got undefined/],
    ["nothing", "NOT_FOUND", /expected a function nothing exported, got 7/],
    [
      "openTooMuch",
      "WORKER",
      /EMFILE: .*; raise the limit of open files \(ulimit -n\), or use fewer/,
    ],
    ["leave", "WORKER", /worker [01] to load samples .*, got its end with exit code 9/],
  ];
  for (const [name, code, message] of cases)
    it(`says so once: ${name}`, async () => {
      const worker = { module, export: name };
      const loader = lists(makeTrouble({ length: 9 }), { batchSize: 2, numWorkers: 2, worker });
      const error = await failure(collect(loader));
      assert.equal(error.code, code);
      assert.match(error.message, message);
    });

  it("refuses modules that are not there, and data of another length", async () => {
    const absent = { module: new URL("./absent.js", module), export: "x" };
    const loader = lists(makeTrouble({ length: 2 }), { numWorkers: 1, worker: absent });
    assert.match((await failure(collect(loader))).message, /absent\.js/);
    const worker = troubleModule({ length: 3 });
    const other = lists(makeTrouble({ length: 2 }), { numWorkers: 1, worker });
    assert.match((await failure(collect(other))).message, /a dataset of length 2 .*, got 3/);
    assert.throws(
      () => lists(makeTrouble({ length: 2 }), { worker: { module: "x", export: "y" } }).numWorkers,
      {
        message: /worker.module to be a URL or an absolute path, got "x"/,
      },
    );
  });

  it("loads in this thread where nobody asked for workers", async () => {
    const data = { ...makeTrouble({ length: 9 }), toWorker: () => ({ module, export: "refuse" }) };
    const loader = lists(data, { batchSize: 2 });
    assert.equal((await collect(loader)).flat().length, 9);
    assert.equal(loader.numWorkers, 0);
    assert.equal((await collect(loader)).flat().length, 9);
  });
});

describe("DataLoader: samples that hang", () => {
  for (const [how, numWorkers] of [
    ["never", 0],
    ["never", 1],
    ["stuck", 2],
  ] as const)
    it(`names them after the timeout: ${how}, ${numWorkers} workers`, async () => {
      const data = makeTrouble({ length: 20, at: 10, how });
      const named = { ...data, describe: (index: number) => `row ${index}` };
      const loader = lists(named, { batchSize: 4, numWorkers, timeout: 2500, concurrency: 1 });
      const got: unknown[] = [];
      const reading = async () => {
        for await (const batch of loader) got.push(batch);
      };
      const error = await failure(reading());
      assert.equal(error.code, "TIMEOUT");
      assert.match(
        error.message,
        /^DataLoader: row 10: expected samples \[10\] to load within 2500 ms, got "no sign of life"/,
      );
      assert.equal(got.length, 2);
    });
});

describe("DataLoader: bad samples", () => {
  // Five bad files among the sixty of the fixture.
  async function withBadFolder(check: (root: string, bad: readonly string[]) => Promise<void>) {
    const root = await mkdtemp(join(tmpdir(), "tsvision-loader-"));
    try {
      await cp(fixture("folder"), root, { recursive: true });
      const data = await ImageFolder.open(root);
      const bad = [3, 17, 18, 40, 59].map((index) => data.samples[index]![0]);
      const contents = ["", "<html>404</html>", "\x89PNG\r\n\x1a\n cut", "\0".repeat(999)];
      for (const [i, text] of contents.entries()) await writeFile(bad[i]!, text, "latin1");
      await unlink(bad[4]!);
      await check(root, bad);
    } finally {
      await rm(root, { recursive: true });
    }
  }
  const transform = new Compose([new Resize([8, 8]), new ToTensor()]);

  it("are raised with index and path, the same from a worker", async () => {
    await withBadFolder(async (root, bad) => {
      const data = await ImageFolder.open(root, { transform });
      const errors: VisionError[] = [];
      for (const numWorkers of [0, 2]) {
        const loader = new DataLoader(data, { batchSize: 4, numWorkers });
        errors.push(await failure(collect(loader)));
        assert.equal(loader.stateDict().batch, 0);
      }
      assert.equal(errors[0]!.message, errors[1]!.message);
      assert.equal(errors[0]!.code, errors[1]!.code);
      assert.equal(errors[1]!.file, bad[0]);
      assert.match(errors[1]!.message, /expected sample 3 to load/);
      const { stack } = errors[1]!.cause as Error;
      assert.match(stack!, /decode-image.*in worker [01] of the loader/s);
    });
  });

  it("are left out and listed by policy, the same for any number of workers", async () => {
    await withBadFolder(async (root, bad) => {
      // The vanished file was listed before it went.
      await writeFile(bad[4]!, "");
      const data = await ImageFolder.open(root, { transform });
      await unlink(bad[4]!);
      for (const numWorkers of [0, 2]) {
        await using loader = new DataLoader(data, { batchSize: 4, numWorkers, onError: "skip" });
        const sizes = (await collect(loader)).map(([images]) => images.shape[0]);
        assert.equal(sizes.length, 15);
        assert.deepEqual(sizes, [3, 4, 4, 4, 2, 4, 4, 4, 4, 4, 3, 4, 4, 4, 3]);
        assert.deepEqual(
          loader.skipped.map(({ epoch, index, error }) => [epoch, index, error.file, error.code]),
          [3, 17, 18, 40, 59].map((index, i) => [
            0,
            index,
            bad[i],
            [
              "INVALID_FILE",
              "UNSUPPORTED_FORMAT",
              "INVALID_FILE",
              "UNSUPPORTED_FORMAT",
              "NOT_FOUND",
            ][i],
          ]),
        );
      }
      const some = new DataLoader(data, { batchSize: 4, onError: { skip: ["INVALID_FILE"] } });
      assert.equal((await failure(collect(some))).code, "UNSUPPORTED_FORMAT");
    });
  });
});

describe("DataLoader: losing samples", () => {
  const data = (bad: readonly number[], length = 30) => ({
    length,
    get: async (index: number) => {
      if (bad.includes(index)) throw new Error(`no ${index}`);
      return index;
    },
  });

  it("ends where more are lost than allowed, counted over a resume", async () => {
    const options = { batchSize: 5, onError: { max: 2 } };
    const loader = lists(data([1, 7, 12]), options);
    const error = await failure(collect(loader));
    assert.match(
      error.message,
      /^DataLoader: expected at most 2 bad samples an epoch, got .*3, the last one sample 12.*; repair the data, or raise onError.max/,
    );
    const fine = lists(data([1, 7]), options);
    assert.equal((await collect(fine)).flat().length, 28);
    const first = lists(data([1, 7, 12]), options);
    for await (const _ of first) if (first.stateDict().batch === 2) break;
    const state = first.stateDict();
    assert.equal(state.skipped, 2);
    const second = lists(data([1, 7, 12]), options);
    second.loadStateDict(state);
    await failure(collect(second));
    second.setEpoch(0);
    assert.equal(second.stateDict().skipped, undefined);
  });

  it("allows a share, or 16 and a thousandth", async () => {
    const bad = Array.from({ length: 16 }, (_, i) => 2 * i);
    assert.equal((await collect(lists(data(bad, 40), { onError: "skip" }))).flat().length, 24);
    await failure(collect(lists(data([...bad, 33], 40), { onError: "skip" })));
    await failure(collect(lists(data([1, 2], 40), { onError: { max: 0.02 } })));
    await collect(lists(data([1], 40), { onError: { max: 0.02 } }));
  });

  it("gives no empty batch, keeps its place, and never ends without a sample unnoticed", async () => {
    const loader = lists(data([2, 3], 6), { batchSize: 2, onError: "skip" });
    assert.deepEqual(await collect(loader), [
      [0, 1],
      [4, 5],
    ]);
    assert.equal(loader.stateDict().epoch, 1);
    assert.equal(loader.skipped.length, 2);
    const none = lists(data([0, 1], 2), { onError: "skip" });
    assert.match((await failure(collect(none))).message, /expected a sample that loads/);
  });

  it("refuses policies that are none", () => {
    for (const onError of ["ignore", null, { max: -1 }] as never[])
      assert.throws(() => lists(data([]), { onError }), { code: "INVALID_ARGUMENT" });
  });
});
