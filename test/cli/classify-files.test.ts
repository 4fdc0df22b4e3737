import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { classifyFiles, type FileResult } from "../../src/cli/classify-files.ts";
import type { Isolation } from "../../src/io/index.ts";
import { buildModel } from "../../src/models/index.ts";
import type { Image } from "../../src/sample/index.ts";
import { manualSeed } from "../../src/tensor/index.ts";
import { Classifier } from "../../src/train/index.ts";
import { Compose, Resize, ToTensor } from "../../src/transforms/index.ts";
import { VisionError } from "../../src/util/errors.ts";
import { fixture } from "../support/paths.ts";

const cwd = fixture();
const files = [
  "photos/coffee.png",
  "photos/gone.png",
  "photos/rocket.jpg",
  "folder/README.md",
  "photos/chelsea.png",
];
const isBad = [false, true, false, true, false];

manualSeed(0);
const spec = { name: "simpleCnn", options: { numClasses: 3, channels: 3, size: 28 } };
const parts = { spec, model: buildModel(spec), classes: ["a", "b", "c"] };
const transform = new Compose([new Resize([28, 28]), new ToTensor()]);
const classifier = new Classifier({ ...parts, transform });

interface Ways {
  readonly using?: Classifier;
  readonly top?: number;
  readonly stop?: number;
  readonly isolation?: Isolation;
}

async function all(batch: number, ways: Ways = {}) {
  const { using = classifier, top = 3, stop = Infinity, isolation } = ways;
  const controller = new AbortController();
  const options = { top, batch, cwd, signal: controller.signal, isolation };
  const results: FileResult[] = [];
  for await (const result of classifyFiles(using, files, options)) {
    results.push(result);
    if (results.length === stop) controller.abort();
  }
  return results;
}

describe("classifyFiles", () => {
  test("gives one result a file, in order, with candidates or an error", async () => {
    const results = await all(2);
    assert.deepEqual(
      results.map(({ file }) => file),
      files,
    );
    assert.deepEqual(
      results.map(({ error }) => error !== undefined),
      isBad,
    );
    for (const { candidates, error, image } of results) {
      assert.equal(candidates.length, error === undefined ? 3 : 0);
      assert.equal(image === undefined, error !== undefined);
    }
    assert.match(results[1]!.error!, /gone\.png: .*ENOENT/);
  });

  test("gives the same where other processes decode", async () => {
    assert.deepEqual(await all(2, { isolation: "process" }), await all(2));
  });

  // Matrix products of other shapes add in another order: the last bits may differ.
  test("gives the same for every batch size, to 1e-6", async () => {
    const one = await all(1);
    for (const batch of [2, 3, 7])
      for (const [i, { file, candidates, error }] of (await all(batch)).entries()) {
        assert.deepEqual([file, error], [one[i]!.file, one[i]!.error]);
        for (const [j, { label, probability }] of candidates.entries()) {
          const other = one[i]!.candidates[j]!;
          assert.equal(label, other.label);
          assert.ok(Math.abs(probability - other.probability) < 1e-6);
        }
      }
  });

  test("names as many classes as asked for", async () => {
    const [first] = await all(7, { top: 2 });
    assert.equal(first!.candidates.length, 2);
    assert.ok(first!.candidates[0]!.probability >= first!.candidates[1]!.probability);
  });

  test("ends after the batch under way when stopped", async () => {
    assert.equal((await all(2, { stop: 1 })).length, 2);
    assert.equal((await all(2, { stop: 4 })).length, 4);
  });

  test("an image that the transform refuses gets the error, and its batch goes on", async () => {
    const picky = (image: unknown) => {
      if ((image as Image).width === 451) throw new Error("too wide"); // the cat's width
      return image;
    };
    const own = new Compose([picky, transform]);
    const results = await all(7, { using: new Classifier({ ...parts, transform: own }) });
    assert.deepEqual(
      results.map(({ error }) => error !== undefined),
      isBad.with(4, true),
    );
    assert.equal(results[4]!.error, "too wide");
  });

  test("ends where the system opens no more files, and goes on where one picture is too large for it", async () => {
    const failing = (code: string) => {
      const cause = Object.assign(new Error(`${code}: no more`), { code });
      const facts = {
        code: "EXHAUSTED",
        who: "test",
        expected: "a",
        got: cause,
        hint: "b",
      } as const;
      return Object.assign(new Classifier({ ...parts, transform }), {
        read: async (path: string) => {
          if (path.endsWith("rocket.jpg")) throw new VisionError({ ...facts, cause });
          return classifier.read(path);
        },
      });
    };
    for (const batch of [1, 2, 5])
      await assert.rejects(all(batch, { using: failing("EMFILE") }), { code: "EXHAUSTED" });
    const results = await all(2, { using: failing("ENOMEM") });
    assert.match(results[2]!.error!, /ENOMEM/);
    assert.equal(results.length, files.length);
  });
});
