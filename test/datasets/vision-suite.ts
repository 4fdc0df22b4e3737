import assert from "node:assert/strict";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import type { Dataset } from "../../src/datasets/index.ts";
import { callModule, type WorkerContext } from "../../src/datasets/loader/worker-module.ts";
import { spelled } from "../../src/testing/index.ts";
import { VisionError } from "../../src/util/errors.ts";
import { Rng } from "../../src/util/rng.ts";
import { withFolder } from "./temp-folder.ts";

/** Options that every data set takes, and its own. */
export type AnyOptions = Readonly<Record<string, unknown>>;

/** What the suite has to know about a data set. */
export interface VisionCase {
  open(root: string, options: AnyOptions): Promise<Dataset<readonly unknown[]>>;
  /** Options of each split, by name. */
  readonly splits: Readonly<Record<string, AnyOptions>>;
  /** Writes a few samples of a split in the true format; returns how many. */
  write(root: string, split: string): Promise<number>;
  /** Checks the kinds of a sample's parts. */
  check(sample: readonly unknown[], data: Dataset): void;
  /** Files of the first split without which it cannot be read, below the root. */
  readonly needed: readonly string[];
  /** How to damage a file of the first split, and what the error must say. */
  readonly damage: Readonly<Record<string, readonly [(bytes: Buffer) => Uint8Array, RegExp]>>;
  /** Files whose digests are checked: their errors with `verify: true`. */
  readonly verified?: boolean;
  /** Options that are refused, and what the error must say. */
  readonly refused?: readonly (readonly [AnyOptions, RegExp])[];
  /** The first address that `download` asks for; undefined where it is refused. */
  readonly address?: RegExp | undefined;
}

/** The tests that every data set passes. */
export function visionSuite(name: string, facts: VisionCase): void {
  const [first] = Object.keys(facts.splits) as [string];
  const open: Open = (root, options = {}, split = first) =>
    facts.open(root, {
      ...facts.splits[split],
      ...(facts.verified ? { verify: false } : {}),
      ...options,
    });
  describe(`${name}: the suite of every data set`, () => {
    contentTests(facts, open, first);
    transformTests(facts, open, first);
    faultTests(facts, open, first);
    optionTests(name, facts, open);
  });
}

type Open = (
  root: string,
  options?: AnyOptions,
  split?: string,
) => Promise<Dataset<readonly unknown[]>>;

function contentTests(facts: VisionCase, open: Open, first: string): void {
  for (const split of Object.keys(facts.splits))
    it(`has length, kinds and classes (${split})`, () =>
      withFolder(async (root) => {
        const count = await facts.write(root, split);
        const data = await open(root, {}, split);
        assert.equal(data.length, count);
        for (let i = 0; i < count; i++) {
          const sample = await data.get(i);
          facts.check(sample, data);
          checkLabel(sample, data, i);
        }
      }));

  it("gives the same sample in any order, to two readers at once and in a worker", () =>
    withFolder(async (root) => {
      const count = await facts.write(root, first);
      const [a, b] = await Promise.all([open(root), open(root)]);
      const order = Array.from(new Rng(1).permutation(count));
      const forward = await Promise.all(order.map((_, i) => a.get(i)));
      const jumping = await Promise.all(order.map((i) => b.get(i)));
      for (const [place, i] of order.entries())
        assert.deepEqual(spelled(jumping[place]), spelled(forward[i]));
      if (a.getSync !== undefined) assert.deepEqual(spelled(a.getSync(0)), spelled(forward[0]));
      assert.equal(a.fingerprint?.(), b.fingerprint?.());
      const source = a.toWorker?.();
      assert.ok(source !== undefined);
      const sent = structuredClone({ ...source, module: String(source.module) });
      const there = (await callModule(sent, context)) as Dataset;
      assert.equal(there.length, count);
      assert.deepEqual(spelled(await there.get(count - 1)), spelled(forward[count - 1]));
    }));

  it("refuses indices that it does not have, and describes those that it has", () =>
    withFolder(async (root) => {
      const count = await facts.write(root, first);
      const data = await open(root);
      for (const index of [-1, count, 0.5, Number.NaN])
        await assert.rejects(data.get(index), { code: "INVALID_ARGUMENT" });
      assert.ok(data.describe?.(0).startsWith(root), data.describe?.(0));
    }));
}

const context: WorkerContext = {
  dataset: async (source) => (await callModule(source, context)) as Dataset<never>,
  transform: (json) => {
    assert.equal(json, undefined);
    return undefined;
  },
};

function checkLabel(sample: readonly unknown[], data: Dataset, i: number): void {
  const { classes, targets } = data as {
    classes?: readonly unknown[];
    targets?: readonly number[];
  };
  const label = sample.at(-1);
  if (targets === undefined || classes === undefined || typeof label !== "number") return;
  assert.equal(label, targets[i]);
  const known = [...((data as { classToIdx?: Map<string, number> }).classToIdx?.values() ?? [])];
  assert.ok(
    label === -1 || classes[label] !== undefined || known.includes(label),
    `label ${label}`,
  );
}

function transformTests(facts: VisionCase, open: Open, first: string): void {
  it("transforms input and target, in this order, with the generator it was given", () =>
    withFolder(async (root) => {
      await facts.write(root, first);
      const plain = await (await open(root)).get(1);
      const data = await open(root, {
        transform: (input: unknown, rng: Rng) => [input, rng.u32()],
        targetTransform: (target: unknown, rng: Rng) => [target, rng.u32()],
      });
      const rng = new Rng(5);
      const expected = plain.map((part) => [part, rng.u32()]);
      assert.deepEqual(spelled(await data.get(1, new Rng(5))), spelled(expected));
    }));
}

function faultTests({ write, needed, damage, verified }: VisionCase, open: Open, first: string) {
  const failure = async (root: string, options?: AnyOptions): Promise<VisionError> => {
    const reading = async () => {
      const data = await open(root, options);
      for (let i = 0; i < data.length; i++) await data.get(i);
    };
    const error = await reading().then(
      () => undefined,
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof VisionError, String(error));
    assert.ok(error.file?.startsWith(root), `${error.file}`);
    return error;
  };
  for (const file of needed)
    it(`names what is missing: ${file}`, () =>
      withFolder(async (root) => {
        await write(root, first);
        await rm(join(root, file), { recursive: true });
        const error = await failure(root);
        assert.equal(error.code, "NOT_FOUND", error.message);
      }));
  for (const [file, [change, pattern]] of Object.entries(damage))
    it(`names what is damaged: ${file}, ${pattern.source}`, () =>
      withFolder(async (root) => {
        await write(root, first);
        const path = join(root, file.replace(/ .*/, ""));
        await writeFile(path, change(await readFile(path)));
        const error = await failure(root);
        assert.match(error.message, pattern);
      }));
  if (verified)
    it("refuses files of another digest, and says both", () =>
      withFolder(async (root) => {
        await write(root, first);
        const error = await failure(root, { verify: true });
        assert.equal(error.code, "MISMATCH");
        assert.match(error.message, /expected MD5 [\da-f]{32}, got "[\da-f]{32}"/);
      }));
  it("names a root that is missing", () =>
    assert.rejects(open("no/such/root"), { code: "NOT_FOUND" }));
}

function optionTests(name: string, { refused = [], address }: VisionCase, open: Open): void {
  for (const [options, pattern] of refused)
    it(`refuses ${JSON.stringify(options)}`, () =>
      withFolder((root) =>
        assert.rejects(open(root, options), (error: unknown) => {
          assert.ok(error instanceof VisionError, String(error));
          assert.equal(error.code, "INVALID_ARGUMENT");
          assert.equal(error.who, name);
          assert.match(error.message, pattern);
          return true;
        }),
      ));
  if (address === undefined) return;
  it("asks for its files by https, and says where it asked", () =>
    withFolder(async (root) => {
      const asked: string[] = [];
      const fetchNothing = async (url: string) => {
        asked.push(url);
        return new Response("", { status: 404 });
      };
      await assert.rejects(open(root, { download: { fetch: fetchNothing } }), {
        code: "NETWORK",
        who: name,
      });
      assert.match(asked[0]!, address);
      assert.ok(asked.every((url) => url.startsWith("https://")));
    }));
}

/** Half of a file. */
export const half = (bytes: Buffer): Uint8Array => bytes.subarray(0, bytes.length >> 1);

/** A file with other text in it. */
export const replaced =
  (from: string, to: string) =>
  (bytes: Buffer): Uint8Array => {
    const text = bytes.toString("latin1");
    assert.ok(text.includes(from), `${from} in ${text.slice(0, 100)}`);
    return Buffer.from(text.replace(from, to), "latin1");
  };
