import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BoundingBoxes, Image, KeyPoints, Mask, Video } from "../../src/sample/index.ts";
import { Tensor } from "../../src/tensor/index.ts";
import {
  ColorTransform,
  fromJSON,
  GeometricTransform,
  Transform,
  type TransformEntry,
} from "../../src/transforms/index.ts";
import { commonSize } from "../../src/transforms/parts.ts";
import { eachLeaf } from "../../src/transforms/tree.ts";
import { VisionError } from "../../src/util/errors.ts";
import { Rng } from "../../src/util/rng.ts";
import { assertGolden, type GoldenCase, golden, goldenInput } from "./golden.ts";
import { fullSample, spelled } from "./samples.ts";

type TransformClass = new (...args: never[]) => Transform;

/** What the suite needs to know about a transform. */
export interface SuiteOptions {
  /** Argument lists for the constructor; each must take an image of 12 x 9. */
  readonly cases: readonly (readonly unknown[])[];
  /** The name of a golden file whose `cases` hold constructor arguments, input and output. */
  readonly golden?: string;
  /** The sample to transform, if the one with every kind of part does not fit. */
  readonly sample?: (height: number, width: number) => unknown;
  /** How to rebuild classes that are not part of the package. */
  readonly own?: Readonly<Record<string, TransformEntry>>;
  /** True for a transform that puts an array in the place of a picture. */
  readonly multiplies?: boolean;
  /** True for a transform that draws anew for each picture, so that equal ones come to differ. */
  readonly drawsEach?: boolean;
  /** Kinds of parts whose content a conversion changes; the kind itself stays. */
  readonly rewrites?: readonly { readonly prototype: object }[];
}

/** The laws that every transform keeps; each transform's test calls this, then adds its own ideas. */
export function transformSuite(Class: TransformClass, options: SuiteOptions): void {
  const { sample = fullSample, own, rewrites = [] } = options;
  describe(`${Class.name}: the laws of transforms`, () => {
    test("overrides nothing that a base implements", () => assertNoOverride(Class));
    for (const args of options.cases) {
      const make = () => new Class(...(args as never[]));
      const label = JSON.stringify(args);
      test(`${label} leaves its input as it was`, () => assertPure(make(), sample(12, 9)));
      test(`${label} gives the same for the same seed`, () => assertSeeded(make, sample(12, 9)));
      if (options.multiplies !== true)
        test(`${label} treats each kind of part`, () =>
          assertParts(make(), sample(12, 9), rewrites, options.drawsEach));
      test(`${label} survives { name, options }`, () =>
        assertRoundTrip(make(), sample(12, 9), own));
      test(`${label} takes degenerate sizes`, () => assertDegenerate(make(), sample));
      if (typeof (make().options as { p?: unknown }).p === "number")
        test(`${label} with p = 0 changes nothing`, () =>
          assertIdentity(make(), sample(12, 9), own));
    }
    if (options.golden !== undefined) goldenTests(Class, options.golden);
  });
}

function goldenTests(Class: TransformClass, name: string): void {
  const { cases } = golden<{ cases: readonly GoldenCase[] }>(name);
  assert.ok(cases.length > 0);
  for (const { input, args, output, tolerance } of cases) {
    test(`${input} ${JSON.stringify(args)} equals torchvision's`, () => {
      const got: unknown = new Class(...args).apply(goldenInput(input), new Rng(0));
      assertGolden(got, output, tolerance);
    });
  }
}

// An implemented method may only come from one class of the chain.
function assertNoOverride(Class: TransformClass): void {
  const seen = new Set<string>();
  for (let at = Class.prototype; at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    for (const name of Object.getOwnPropertyNames(at)) {
      if (name === "constructor") continue;
      assert.ok(!seen.has(name), `${name} is overridden`);
      seen.add(name);
    }
  }
  assert.ok(Class.prototype instanceof Transform);
}

function assertPure(transform: Transform, sample: unknown): void {
  const before = spelled(sample);
  const after: unknown = transform.apply(sample, new Rng(3));
  assert.deepEqual(spelled(sample), before);
  const inputs = new Map<ArrayBufferLike, unknown>();
  eachLeaf(sample, (leaf) => {
    for (const buffer of buffersOf(leaf)) inputs.set(buffer, leaf);
  });
  eachLeaf(after, (leaf) => {
    for (const buffer of buffersOf(leaf))
      if (inputs.has(buffer)) assert.equal(leaf, inputs.get(buffer), "shares memory, is not same");
  });
}

function buffersOf(leaf: unknown): ArrayBufferLike[] {
  if (leaf instanceof Video) return leaf.frames.map((frame) => frame.data.buffer);
  if (leaf instanceof Tensor) return [leaf.hostData().buffer];
  const hasData = [Image, Mask, BoundingBoxes, KeyPoints].some((kind) => leaf instanceof kind);
  return hasData ? [(leaf as Image).data.buffer] : [];
}

function assertSeeded(make: () => Transform, sample: unknown): void {
  for (const seed of [0, 1, 2 ** 40 + 7]) {
    const first = spelled(make().apply(sample, new Rng(seed)));
    const used = make();
    used.apply(sample, new Rng(seed + 1));
    assert.deepEqual(spelled(used.apply(sample, new Rng(seed))), first);
  }
}

function assertParts(
  transform: Transform,
  sample: unknown,
  rewrites: NonNullable<SuiteOptions["rewrites"]>,
  drawsEach = false,
): void {
  const after: unknown = transform.apply(sample, new Rng(5));
  const [before, now] = [leavesOf(sample), leavesOf(after)];
  assert.equal(now.length, before.length);
  for (const [i, leaf] of before.entries()) {
    const kind = rewrites.find(({ prototype }) => isOf(leaf, prototype));
    if (kind === undefined) assertLeaf(transform, leaf, now[i]);
    else assert.ok(isOf(now[i], kind.prototype));
  }
  const pairs = after as { image?: unknown; twin?: unknown };
  if (!drawsEach)
    assert.deepEqual(spelled(pairs.image), spelled(pairs.twin), "equal images, one draw");
  if (moves(transform)) commonSize("the suite", after);
}

// Whether a transform, or one of those in it, changes places on the canvas.
function moves(step: unknown): boolean {
  if (step instanceof GeometricTransform) return true;
  const { transforms = [] } = (step as { options?: { transforms?: unknown[] } }).options ?? {};
  return transforms.some(moves);
}

function isOf(value: unknown, prototype: object): boolean {
  return Object.prototype.isPrototypeOf.call(prototype, value as object);
}

function assertLeaf(transform: Transform, before: unknown, now: unknown): void {
  const kinds = [BoundingBoxes, Mask, KeyPoints];
  const kind = kinds.find((known) => before instanceof known);
  const pictures = [Image, Video, Tensor].some((known) => before instanceof known);
  if (kind === undefined && !pictures) assert.ok(Object.is(now, before), "unknown leaves pass");
  else if (kind !== undefined) {
    assert.ok(now instanceof kind);
    if (!moves(transform)) assert.equal(now, before);
    assert.equal((now as Mask).data.constructor, (before as Mask).data.constructor);
    if (now instanceof BoundingBoxes && before instanceof BoundingBoxes) {
      assert.equal(now.format, before.format);
      assert.equal(now.clampingMode, before.clampingMode);
    }
  } else if (moves(transform) || transform instanceof ColorTransform)
    assert.equal((now as object).constructor, (before as object).constructor);
}

function leavesOf(sample: unknown): unknown[] {
  const leaves: unknown[] = [];
  eachLeaf(sample, (leaf) => leaves.push(leaf));
  return leaves;
}

function assertRoundTrip(transform: Transform, sample: unknown, own: SuiteOptions["own"]): void {
  const text = JSON.stringify(transform);
  const again = fromJSON(JSON.parse(text), own);
  assert.equal(again.constructor, transform.constructor);
  assert.equal(again.name, transform.constructor.name);
  assert.deepEqual(again.options, transform.options);
  assert.equal(JSON.stringify(again), text);
  const outputs = [transform, again].map((t) => spelled(t.apply(sample, new Rng(9))));
  assert.deepEqual(outputs[0], outputs[1]);
}

// A result with finite numbers, or an error that says what is wrong; never a TypeError.
function assertDegenerate(
  transform: Transform,
  sample: (height: number, width: number) => unknown,
): void {
  for (const [height, width] of [
    [1, 1],
    [1, 7],
    [7, 1],
    [2, 1],
  ] as const) {
    try {
      eachLeaf(transform.apply(sample(height, width), new Rng(1)), assertFinite);
    } catch (error) {
      assert.ok(error instanceof VisionError, String(error));
    }
  }
}

function assertFinite(leaf: unknown): void {
  const data = leaf instanceof Tensor ? leaf.hostData() : (leaf as { data?: unknown } | null)?.data;
  if (data instanceof Float32Array) assert.ok(data.every(Number.isFinite));
}

function assertIdentity(transform: Transform, sample: unknown, own: SuiteOptions["own"]): void {
  const { name, options } = transform.toJSON();
  const never = fromJSON({ name, options: { ...options, p: 0 } }, own);
  for (let seed = 0; seed < 20; seed++) assert.equal(never.apply(sample, new Rng(seed)), sample);
}
