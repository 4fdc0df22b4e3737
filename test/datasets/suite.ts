import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Dataset } from "../../src/datasets/index.ts";
import { Image } from "../../src/sample/index.ts";
import { VisionError } from "../../src/util/errors.ts";
import { Rng } from "../../src/util/rng.ts";
import { withFolder } from "./temp-folder.ts";

/** What every labelled image data set has. */
export interface LabelledImages extends Dataset<[unknown, unknown]> {
  readonly classes: readonly string[];
  readonly classToIdx: ReadonlyMap<string, number>;
  readonly targets: readonly number[];
}

/** What the suite has to know about one. */
export interface DatasetCase {
  /** Writes a few samples in the data set's true format; returns how many. */
  writeFake(root: string, train: boolean): Promise<number>;
  /** Removes a file that is needed; the pattern is what the error must say. */
  removeFile(root: string): Promise<RegExp>;
  /** Cuts a file in half; the pattern is what the error must say. */
  damageFile(root: string): Promise<RegExp>;
  readonly channels: number;
  readonly size: readonly [number, number];
}

/** Opens a split with these transforms. */
export type Open = (
  root: string,
  options: {
    train: boolean;
    transform?: (image: Image, rng: Rng) => unknown;
    targetTransform?: (label: number, rng: Rng) => unknown;
  },
) => Promise<LabelledImages>;

/** The tests that every data set of labelled images passes. */
export function datasetSuite(name: string, open: Open, facts: DatasetCase): void {
  describe(`${name}: the suite of every dataset`, () => {
    contentTests(open, facts);
    transformTests(open, facts);
    damageTests(open, facts);
  });
}

function contentTests(open: Open, { writeFake, channels, size }: DatasetCase): void {
  for (const train of [true, false]) {
    it(`has length, classes and labels (${train ? "train" : "test"})`, () =>
      withFolder(async (root) => {
        const count = await writeFake(root, train);
        const data = await open(root, { train });
        assert.equal(data.length, count);
        assert.equal(data.targets.length, count);
        assert.deepEqual([...data.classToIdx.keys()], data.classes);
        for (let i = 0; i < count; i++) {
          const [image, label] = await data.get(i);
          assert.ok(image instanceof Image);
          assert.deepEqual(image.size, size);
          assert.equal(image.channels, channels);
          assert.equal(label, data.targets[i]);
          assert.ok(data.classes[data.targets[i]!] !== undefined);
        }
      }));
  }

  it("gives the same sample in any order and to two readers at once", () =>
    withFolder(async (root) => {
      const count = await writeFake(root, true);
      const [a, b] = await Promise.all([open(root, { train: true }), open(root, { train: true })]);
      const order = Array.from(new Rng(1).permutation(count));
      const forward = await Promise.all(order.map((_, i) => a.get(i)));
      const jumping = await Promise.all(order.map((i) => b.get(i)));
      for (const [place, i] of order.entries()) assert.deepEqual(jumping[place], forward[i]);
      if (a.getSync !== undefined) assert.deepEqual(a.getSync(0), forward[0]);
      assert.equal(a.fingerprint?.(), b.fingerprint?.());
    }));

  it("refuses indices that it does not have, and describes those that it has", () =>
    withFolder(async (root) => {
      const count = await writeFake(root, true);
      const data = await open(root, { train: true });
      for (const index of [-1, count, 0.5, Number.NaN])
        await assert.rejects(data.get(index), { code: "INVALID_ARGUMENT" });
      assert.ok(data.describe?.(0).startsWith(root));
    }));
}

function transformTests(open: Open, { writeFake }: DatasetCase): void {
  it("transforms image and label, in this order, with the generator it was given", () =>
    withFolder(async (root) => {
      await writeFake(root, true);
      const data = await open(root, {
        train: true,
        transform: (image, rng) => [image.width, rng.u32()],
        targetTransform: (label, rng) => [label, rng.u32()],
      });
      const rng = new Rng(5);
      const draws = [rng.u32(), rng.u32()];
      const [x, y] = (await data.get(1, new Rng(5))) as [number[], number[]];
      assert.equal(x[1], draws[0]);
      assert.deepEqual(y, [data.targets[1], draws[1]]);
    }));
}

function damageTests(open: Open, { writeFake, removeFile, damageFile }: DatasetCase): void {
  const readAll = async (root: string, change: () => Promise<RegExp>): Promise<void> => {
    await writeFake(root, true);
    let pattern = /./;
    const reading = async () => {
      // Folders are read sample by sample: the change must be met there if not at opening.
      pattern = await change();
      const data = await open(root, { train: true });
      for (let i = 0; i < data.length; i++) await data.get(i);
    };
    await assert.rejects(reading(), (error: unknown) => {
      assert.ok(error instanceof VisionError, String(error));
      assert.match(error.message, pattern);
      assert.ok(error.file?.startsWith(root), error.file);
      return true;
    });
  };
  it("names what is missing", () => withFolder((root) => readAll(root, () => removeFile(root))));
  it("names what is damaged", () => withFolder((root) => readAll(root, () => damageFile(root))));
  it("names a root that is missing", () =>
    assert.rejects(open("no/such/root", { train: true }), { code: "NOT_FOUND" }));
}
