import { BoundingBoxes, KeyPoints, type Size } from "../sample/index.ts";
import { expected } from "../util/errors.ts";
import { commonPicture, commonSize } from "./parts.ts";
import { eachLeaf } from "./tree.ts";

/** A class, or a function that says yes or no. */
export type TypeOrCheck =
  | (abstract new (
      ...args: never[]
    ) => unknown)
  | ((leaf: unknown) => boolean);

/**
 * True if a value is an instance of one of the classes, or one of the functions says so (torchvision's
 * `check_type`).
 * @example checkType(leaf, [Image, Video, (value) => value instanceof Tensor]);
 */
export function checkType(value: unknown, types: readonly TypeOrCheck[]): boolean {
  return types.some((type) =>
    isClass(type) ? value instanceof type : (type as (leaf: unknown) => boolean)(value),
  );
}

/**
 * True if some leaf of the sample is of one of the types (torchvision's `has_any`).
 * @example hasAny(sample, Image, Video);
 */
export function hasAny(sample: unknown, ...types: readonly TypeOrCheck[]): boolean {
  return leavesOf(sample).some((leaf) => checkType(leaf, types));
}

/**
 * True if for each of the types some leaf of the sample is of it (torchvision's `has_all`).
 * @example hasAll(sample, Image, BoundingBoxes);
 */
export function hasAll(sample: unknown, ...types: readonly TypeOrCheck[]): boolean {
  const leaves = leavesOf(sample);
  return types.every((type) => leaves.some((leaf) => checkType(leaf, [type])));
}

/**
 * `[height, width]` of all pictures, masks, boxes and key points of a sample (torchvision's
 * `query_size`); throws if they differ or there are none.
 * @example const [height, width] = querySize(sample);
 */
export function querySize(sample: unknown): Size {
  return commonSize("querySize", sample);
}

/**
 * `[channels, height, width]` of all pictures of a sample (torchvision's `query_chw`); throws if they
 * differ or there are none.
 * @example const [channels, height, width] = queryChw(sample);
 */
export function queryChw(sample: unknown): [channels: number, height: number, width: number] {
  const { channels, height, width } = commonPicture("queryChw", sample);
  return [channels, height, width];
}

/**
 * The first boxes of a sample (torchvision's `get_bounding_boxes`); throws if there are none.
 * @example const boxes = getBoundingBoxes(sample);
 */
export function getBoundingBoxes(sample: unknown): BoundingBoxes {
  return first("getBoundingBoxes", sample, BoundingBoxes);
}

/**
 * The first key points of a sample (torchvision's `get_keypoints`); throws if there are none.
 * @example const points = getKeyPoints(sample);
 */
export function getKeyPoints(sample: unknown): KeyPoints {
  return first("getKeyPoints", sample, KeyPoints);
}

function first<Part>(who: string, sample: unknown, kind: new (...args: never[]) => Part): Part {
  const found = leavesOf(sample).find((leaf) => leaf instanceof kind);
  if (found !== undefined) return found as Part;
  throw expected(who, `a sample with ${kind.name}`, sample, "pass one");
}

function leavesOf(sample: unknown): unknown[] {
  const leaves: unknown[] = [];
  eachLeaf(sample, (leaf) => leaves.push(leaf));
  return leaves;
}

// The prototype of a class cannot be exchanged; arrow functions have none.
function isClass(type: TypeOrCheck): type is abstract new (...args: never[]) => unknown {
  return Object.getOwnPropertyDescriptor(type, "prototype")?.writable === false;
}
