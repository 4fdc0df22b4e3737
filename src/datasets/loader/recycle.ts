import { Image } from "../../sample/index.ts";
import { Tensor } from "../../tensor/index.ts";
import { recycle, withMemoryTaken } from "../../util/allocate.ts";

/**
 * Marks data whose samples are made anew each time, by code of this package alone: nobody else keeps their
 * memory, so it may be used again once they are collated. A function where that has to be found out.
 */
export const madeAnew = Symbol("tsvision: samples are made anew");

/** True where a dataset says so. */
export async function isMadeAnew(dataset: object): Promise<boolean> {
  const mark = (dataset as { readonly [madeAnew]?: true | (() => Promise<boolean>) })[madeAnew];
  return typeof mark === "function" ? mark.call(dataset) : mark === true;
}

/**
 * The result of the package's own transforms on decoded pictures. All memory that was taken for it, and
 * that of the pictures, is handed back, but for what the result holds.
 */
export function transformAnew<T>(decoded: unknown, transform: () => T): T {
  const { made, taken } = withMemoryTaken(transform);
  const kept = tensorMemory(made);
  if (kept === undefined) return made;
  const parts = decoded instanceof Image ? [decoded] : Object.values(decoded as object);
  const pictures = parts.flatMap((part) => (part instanceof Image ? [part.data] : []));
  const held = new Set(kept.map(({ buffer }) => buffer));
  for (const view of [...taken, ...pictures]) if (!held.has(view.buffer)) recycle(view);
  return made;
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
