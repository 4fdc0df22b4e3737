import { BoundingBoxes, Image, KeyPoints, Mask, Video } from "../../sample/index.ts";
import { Tensor, type TensorData } from "../../tensor/index.ts";
import { expected } from "../../util/errors.ts";
import type { BatchMemory } from "./batch-memory.ts";
import type { CollateFunction } from "./load-batch.ts";

/**
 * Makes one batch of samples, as torch's `default_collate`: Tensors of one shape are stacked along a
 * new first dimension, whole numbers become an int64 Tensor `[n]` and booleans a bool Tensor,
 * strings an array, as do boxes, masks, key points and videos, whose sizes differ (see
 * `padCollate`); arrays and plain objects are collated part by part. All else is refused: images
 * (add `ToTensor`) and fractions (whose dtype would depend on the batch).
 * @example defaultCollate([["a", 3], ["b", 4]]); // [["a", "b"], int64 Tensor of shape [2]]
 */
export function defaultCollate(samples: readonly unknown[]): unknown {
  return collateBy("defaultCollate", samples, listed);
}

/** `defaultCollate` that writes into the memory of batches that are over, where it fits. */
export function defaultCollateInto(memory: BatchMemory): CollateFunction {
  return (samples) => collateBy("defaultCollate", samples, listed, memory);
}

// Sample types that have no one shape stay as they are.
const listed: LeafRule = (parts, place, who) => {
  const kind = [BoundingBoxes, Mask, KeyPoints, Video].find((type) => parts[0] instanceof type);
  if (kind === undefined) return undefined;
  return [...all(who, parts, place, kind.name, (part) => part instanceof kind)];
};

/** Collates parts of a kind that it knows; undefined for others. */
export type LeafRule = (parts: readonly unknown[], place: string, who: string) => unknown;

/** Collates nested samples: leaves by `rule`, or else as `defaultCollate`, into `memory` where it fits. */
export function collateBy(
  who: string,
  samples: readonly unknown[],
  rule: LeafRule,
  memory?: BatchMemory,
): unknown {
  return collate({ who, rule, memory }, samples, "sample");
}

interface Rules {
  readonly who: string;
  readonly rule: LeafRule;
  readonly memory: BatchMemory | undefined;
}

function collate(rules: Rules, parts: readonly unknown[], place: string): unknown {
  const { who, rule, memory } = rules;
  const known = rule(parts, place, who);
  if (known !== undefined) return known;
  const first = parts[0];
  if (first instanceof Tensor) return stack(who, parts, place, memory);
  if (typeof first === "number" || typeof first === "bigint") return integers(who, parts, place);
  if (typeof first === "boolean") return booleans(who, parts, place);
  if (typeof first === "string") return all(who, parts, place, "strings", isString);
  if (Array.isArray(first)) return arrays(rules, parts, first.length, place);
  if (isPlain(first)) return objects(rules, parts, Object.keys(first), place);
  throw unfit(who, first, place, parts.length);
}

function stack(
  who: string,
  parts: readonly unknown[],
  place: string,
  memory: BatchMemory | undefined,
): Tensor {
  const tensors = all(who, parts, place, "Tensors", (part) => part instanceof Tensor);
  const { shape, dtype } = tensors[0]!;
  const size = tensors[0]!.hostData().length;
  const data = allocate(size * tensors.length, tensors[0]!.hostData(), memory);
  for (let i = 0; i < tensors.length; i++) {
    const tensor = tensors[i]!;
    if (tensor.dtype !== dtype || !sameShape(tensor.shape, shape)) {
      const got = `${tensor.dtype} [${tensor.shape.join(", ")}] at place ${i}`;
      const need = `${place}s of one shape and dtype, ${dtype} [${shape.join(", ")}]`;
      throw expected(who, need, got, "add Resize or CenterCrop so that all have one size");
    }
    data.set(tensor.hostData() as never, i * size);
  }
  return Tensor.fromData(data, [tensors.length, ...shape], dtype);
}

// Memory with anything in it, of its own size, so that it can be moved: every element is written.
function allocate(length: number, like: TensorData, memory?: BatchMemory): TensorData {
  const bytes = length * like.BYTES_PER_ELEMENT;
  const buffer = memory?.take(bytes) ?? Buffer.allocUnsafeSlow(bytes).buffer;
  const kind = like instanceof Uint8Array ? Uint8Array : like.constructor; // a Buffer is one too
  return new (kind as new (buffer: ArrayBufferLike, start: number, length: number) => TensorData)(
    buffer,
    0,
    length,
  );
}

function integers(who: string, parts: readonly unknown[], place: string): Tensor {
  const data = new BigInt64Array(parts.length);
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    if (typeof part === "bigint") data[i] = part;
    else if (Number.isSafeInteger(part)) data[i] = BigInt(part as number);
    else {
      const hint = "return fractions as a Tensor: Tensor.fromData(new Float32Array([x]), [])";
      throw expected(who, `${place}s that are whole numbers`, part, hint);
    }
  }
  return Tensor.fromData(data, [parts.length]);
}

function booleans(who: string, parts: readonly unknown[], place: string): Tensor {
  const flags = all(who, parts, place, "booleans", (part) => typeof part === "boolean");
  return Tensor.fromData(Uint8Array.from(flags, Number), [flags.length], "bool");
}

function arrays(rules: Rules, parts: readonly unknown[], length: number, place: string): unknown[] {
  const kind = `arrays of ${length}`;
  const same = (part: unknown) => Array.isArray(part) && part.length === length;
  const rows = all(rules.who, parts, place, kind, same) as readonly unknown[][];
  return Array.from({ length }, (_, i) =>
    collate(
      rules,
      rows.map((row) => row[i]),
      `${place}[${i}]`,
    ),
  );
}

function objects(
  rules: Rules,
  parts: readonly unknown[],
  keys: readonly string[],
  place: string,
): unknown {
  const same = (part: unknown): part is Record<string, unknown> =>
    isPlain(part) &&
    Object.keys(part).length === keys.length &&
    keys.every((key) => Object.hasOwn(part, key));
  const rows = all(rules.who, parts, place, `objects with the keys ${keys.join(", ")}`, same);
  return Object.fromEntries(
    keys.map((key) => [
      key,
      collate(
        rules,
        rows.map((row) => row[key]),
        `${place}.${key}`,
      ),
    ]),
  );
}

function all<T>(
  who: string,
  parts: readonly unknown[],
  place: string,
  kind: string,
  fits: (part: unknown) => part is T,
): readonly T[];
function all(
  who: string,
  parts: readonly unknown[],
  place: string,
  kind: string,
  fits: (part: unknown) => boolean,
): readonly unknown[];
function all(
  who: string,
  parts: readonly unknown[],
  place: string,
  kind: string,
  fits: (part: unknown) => boolean,
): readonly unknown[] {
  const odd = parts.findIndex((part) => !fits(part));
  if (odd === -1) return parts;
  const hint = "make all samples alike, or pass a collate of your own";
  throw expected(who, `${place}s that are all ${kind}`, parts[odd], hint);
}

function unfit(who: string, part: unknown, place: string, count: number) {
  const need = `${place}s that are Tensors, numbers, booleans, strings, arrays or plain objects`;
  if (part === undefined && count === 0)
    return expected(who, "at least one sample", [], "collate no empty batch");
  const hint =
    part instanceof Image
      ? "add ToTensor to the transform, or pass a collate of your own"
      : "change it in a transform, or pass a collate of your own";
  return expected(who, need, part, hint);
}

function isString(part: unknown): part is string {
  return typeof part === "string";
}

function isPlain(part: unknown): part is Record<string, unknown> {
  if (part === null || typeof part !== "object") return false;
  const prototype = Object.getPrototypeOf(part);
  return prototype === Object.prototype || prototype === null;
}

function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((length, i) => length === b[i]);
}
