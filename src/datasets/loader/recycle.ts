import { Image } from "../../sample/index.ts";
import { Tensor } from "../../tensor/index.ts";
import { recycle } from "../../util/allocate.ts";

/**
 * Marks data whose samples are made anew each time, by code of this package alone: nobody else keeps their
 * memory, so it may be used again once they are collated.
 */
export const madeAnew = Symbol("tsvision: samples are made anew");

/** Hands back the memory of decoded pictures, but for what the transforms' `result` still holds. */
export function recycleImages(decoded: unknown, result: unknown): void {
  const kept = tensorMemory(result);
  if (kept === undefined) return;
  const held = new Set(kept.map(({ buffer }) => buffer));
  const parts = decoded instanceof Image ? [decoded] : Object.values(decoded as object);
  for (const part of parts)
    if (part instanceof Image && !held.has(part.data.buffer)) recycle(part.data);
}

/** Hands back the memory of samples that the default collate has copied. */
export function recycleSamples(samples: readonly unknown[]): void {
  for (const sample of samples) for (const data of tensorMemory(sample) ?? []) recycle(data);
}

// The memory of a sample of tensors, numbers and texts; undefined if there is anything else in it.
function tensorMemory(sample: unknown): readonly ArrayBufferView[] | undefined {
  if (sample instanceof Tensor) return [sample.hostData()];
  if (sample === null || typeof sample !== "object") return [];
  if (!Array.isArray(sample) && Object.getPrototypeOf(sample) !== Object.prototype)
    return undefined;
  const found: ArrayBufferView[] = [];
  for (const part of Object.values(sample)) {
    const inner = tensorMemory(part);
    if (inner === undefined) return undefined;
    found.push(...inner);
  }
  return found;
}
