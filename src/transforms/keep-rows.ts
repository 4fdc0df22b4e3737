import { type BoundingBoxes, KeyPoints, Mask } from "../sample/index.ts";
import { Tensor, type TensorData } from "../tensor/index.ts";
import { expected } from "../util/errors.ts";
import { boxesLike } from "./functional/on-part.ts";
import { isPlainObject } from "./tree.ts";

/** Labels: a tensor `[n, ...]`, a typed array or a plain array of n values. */
export type Labels = Tensor | TensorData | readonly unknown[];

/** The boxes for which `valid` is true. */
export function keepBoxes(boxes: BoundingBoxes, valid: readonly boolean[]): BoundingBoxes {
  return boxesLike(boxes, keptOf(boxes.data, valid));
}

/** The points for which `valid` is true. */
export function keepPoints({ data, canvasSize }: KeyPoints, valid: readonly boolean[]): KeyPoints {
  return new KeyPoints(keptOf(data, valid), { canvasSize });
}

/** The planes for which `valid` is true; a mask that has another number of planes as it is. */
export function keepPlanes(mask: Mask, valid: readonly boolean[]): Mask {
  if (mask.shape.length !== 3 || mask.count !== valid.length) return mask;
  return new Mask(keptOf(mask.data, valid), [valid.filter(Boolean).length, ...mask.size]);
}

/** The labels for which `valid` is true; throws unless there is one for each. */
export function keepLabels(who: string, labels: Labels, valid: readonly boolean[]): Labels {
  const length = labels instanceof Tensor ? labels.shape[0] : labels.length;
  if (length !== valid.length) {
    const hint = "pass one label for each, or labelsGetter: null";
    throw expected(who, `${valid.length} labels, one for each box or point`, length, hint);
  }
  if (Array.isArray(labels)) return labels.filter((_, i) => valid[i]);
  if (!(labels instanceof Tensor)) return keptOf(labels as TensorData, valid);
  const shape = [valid.filter(Boolean).length, ...labels.shape.slice(1)];
  return Tensor.fromData(keptOf(labels.hostData(), valid), shape, labels.dtype);
}

/** One set of labels, or several: tensors in an array. */
export function labelSets(who: string, found: unknown): readonly Labels[] {
  if (found === null) return [];
  if (isLabels(found)) return [found];
  const several = Array.isArray(found) || isPlainObject(found) ? Object.values(found) : [];
  if (several.length > 0 && several.every(isLabels)) return several;
  throw expected(who, "labels as a tensor, an array, or an array of these", found, "convert them");
}

/**
 * The sample with the parts of `labels` that are true in `valid`, and its leaves as `change` makes
 * them. Throws if labels are not themselves in the sample, so that a copy is not mended in vain.
 */
export function keepInSample(
  who: string,
  sample: unknown,
  labels: readonly Labels[],
  valid: readonly boolean[],
  change: (leaf: unknown) => unknown,
): unknown {
  const kept = new Map<unknown, Labels>(labels.map((set) => [set, keepLabels(who, set, valid)]));
  const met = new Set<unknown>();
  const out = walk(sample, (node) => {
    if (!kept.has(node)) return change(node);
    met.add(node);
    return kept.get(node);
  });
  const lost = labels.find((set) => !met.has(set));
  if (lost === undefined) return valid.every(Boolean) ? sample : out;
  throw expected(who, "labels that are in the sample themselves", lost, "return no copy of them");
}

// As mapLeaves, but containers are asked first: plain arrays may be labels.
function walk(node: unknown, change: (node: unknown) => unknown): unknown {
  const changed = change(node);
  if (changed !== node) return changed;
  if (Array.isArray(node)) {
    const items = node.map((item) => walk(item, change));
    return items.every((item, i) => Object.is(item, node[i])) ? node : items;
  }
  if (!isPlainObject(node)) return node;
  const entries = Object.entries(node).map(([key, item]) => [key, walk(item, change)] as const);
  if (entries.every(([key, item]) => Object.is(item, node[key]))) return node;
  return Object.fromEntries(entries);
}

function isLabels(value: unknown): value is Labels {
  if (value instanceof Tensor) return value.shape.length > 0;
  if (ArrayBuffer.isView(value)) return !(value instanceof DataView);
  if (!Array.isArray(value)) return false;
  return value.every((item) => item === null || typeof item !== "object");
}

// data [n, ...] -> [kept, ...]
function keptOf<Data extends TensorData | Mask["data"]>(
  data: Data,
  valid: readonly boolean[],
): Data {
  const row = valid.length === 0 ? 0 : data.length / valid.length;
  const out = data.slice(0, row * valid.filter(Boolean).length) as Data;
  let at = 0;
  for (const [i, keep] of valid.entries()) {
    if (!keep) continue;
    out.set(data.subarray(i * row, (i + 1) * row) as never, at);
    at += row;
  }
  return out;
}
