import assert from "node:assert/strict";
import { BoundingBoxes, Image, KeyPoints, Mask, Video } from "../sample/index.ts";
import { Tensor } from "../tensor/index.ts";
import { fromJSON, type Transform, type TransformEntry } from "../transforms/index.ts";
import { commonSize } from "../transforms/parts.ts";
import { eachLeaf } from "../transforms/tree.ts";
import { Rng } from "../util/rng.ts";
import { arraysOf, spelled } from "./spelled.ts";

/**
 * A law: throws an AssertionError if the transform breaks it on this sample with this seed. Errors that
 * the transform throws itself pass through.
 */
export type Law = (transform: Transform, sample: unknown, seed: number) => void;

/** The sample given stays as it was, and the result shares no memory with it. */
export const inputUntouched: Law = (transform, sample, seed) => {
  const before = spelled(sample);
  const after: unknown = transform.apply(sample, new Rng(seed));
  assert.deepEqual(spelled(sample), before, "the input was changed");
  const inputs = new Map<ArrayBufferLike, unknown>();
  for (const leaf of leavesOf(sample))
    for (const { buffer } of arraysOf(leaf)) inputs.set(buffer, leaf);
  for (const leaf of leavesOf(after))
    for (const { buffer, byteLength } of arraysOf(leaf)) {
      if (byteLength === 0 || !inputs.has(buffer)) continue;
      // a video may hold frames that did not change
      const same = leaf === inputs.get(buffer) || leaf instanceof Video;
      assert.ok(same, "the result shares memory with the input");
    }
};

/** The same seed gives the same numbers. */
export const repeatable: Law = (transform, sample, seed) => {
  const [first, second] = [0, 1].map(() => spelled(transform.apply(sample, new Rng(seed))));
  assert.deepEqual(second, first, "the same seed gave another result");
};

/** `{ name, options }` is plain data that `fromJSON` makes an equal transform of; `own` as it takes. */
export function roundTrip(own: Readonly<Record<string, TransformEntry>> = {}): Law {
  return (transform, sample, seed) => {
    const text = JSON.stringify(transform);
    const again = fromJSON(JSON.parse(text), own);
    assert.equal(again.constructor, transform.constructor, "another class came back");
    assert.equal(JSON.stringify(again), text, "other options came back");
    const [a, b] = [transform, again].map((t) => spelled(t.apply(sample, new Rng(seed))));
    assert.deepEqual(b, a, "the transform rebuilt gives another result");
  };
}

/** Unknown values pass by identity, and every part keeps its place and kind. */
export const structureKept: Law = (transform, sample, seed) => {
  const [before, after] = [leavesOf(sample), leavesOf(transform.apply(sample, new Rng(seed)))];
  assert.equal(after.length, before.length, "parts were added or lost");
  for (const [i, leaf] of before.entries()) {
    const kind = kinds.find((known) => leaf instanceof known);
    if (kind === undefined) assert.ok(Object.is(after[i], leaf), "an unknown value was changed");
    else assert.ok(after[i] instanceof kind, `a part became another kind than ${kind.name}`);
    if (leaf instanceof BoundingBoxes)
      assert.equal((after[i] as BoundingBoxes).format, leaf.format, "the boxes' format changed");
    if (leaf instanceof Mask)
      assert.equal((after[i] as Mask).data.constructor, leaf.data.constructor, "a mask's kind");
  }
};

/** Equal pictures of one sample, `image` and `twin`, get the same draw: equal in, equal out. */
export const oneDraw: Law = (transform, sample, seed) => {
  const out = transform.apply<unknown, { image: unknown; twin: unknown }>(sample, new Rng(seed));
  assert.deepEqual(spelled(out.twin), spelled(out.image), "equal pictures came out unequal");
};

/** After the transform, too, all parts have one size. */
export const partsAgree: Law = (transform, sample, seed) => {
  const after: unknown = transform.apply(sample, new Rng(seed));
  assert.doesNotThrow(
    () => commonSize(transform.name, after),
    "the parts came out in several sizes",
  );
};

/** Finite numbers stay finite. */
export const finite: Law = (transform, sample, seed) => {
  for (const leaf of leavesOf(transform.apply(sample, new Rng(seed))))
    for (const array of arraysOf(leaf))
      if (array instanceof Float32Array)
        assert.ok(array.every(Number.isFinite), "a number is not finite");
};

/** Boxes with edges parallel to the canvas's, inside of it before, are inside of it afterwards. */
export const boxesInside: Law = (transform, sample, seed) => {
  for (const leaf of leavesOf(transform.apply(sample, new Rng(seed)))) {
    if (!(leaf instanceof BoundingBoxes && leaf.format === "XYXY")) continue;
    const [height, width] = leaf.canvasSize;
    for (const [i, value] of leaf.data.entries()) {
      const limit = i % 2 === 0 ? width : height;
      // float32 products of the size may miss the edge by its last bit
      assert.ok(value >= -1e-3 && value <= limit + 1e-3, `${value} is outside of [0, ${limit}]`);
    }
  }
};

/** With `p` set to 0 the very sample comes back. */
export function identityAtZero(own: Readonly<Record<string, TransformEntry>> = {}): Law {
  return (transform, sample, seed) => {
    const { name, options } = transform.toJSON();
    if (typeof options["p"] !== "number") return;
    const never = fromJSON({ name, options: { ...options, p: 0 } }, own);
    assert.equal(never.apply(sample, new Rng(seed)), sample, "p = 0 changed the sample");
  };
}

export { boxesHoldMasks, type PlaceTolerance, pointsFollowPixels } from "./geometry-laws.ts";

/** The laws that hold for every transform. */
export const generalLaws = { inputUntouched, repeatable, structureKept, oneDraw, finite } as const;

const kinds = [Image, Video, BoundingBoxes, Mask, KeyPoints, Tensor] as const;

function leavesOf(sample: unknown): unknown[] {
  const leaves: unknown[] = [];
  eachLeaf(sample, (leaf) => leaves.push(leaf));
  return leaves;
}
