import { Tensor } from "../../tensor/index.ts";
import { lend } from "../../tensor/lend.ts";
import type { MemoryHome } from "./job.ts";

/** Memory of batches that are over, for those that are to come. */
export class BatchMemory implements MemoryHome {
  readonly #gifts: ArrayBuffer[][] = [];

  /** Takes in the memory of a batch. */
  give(memory: readonly ArrayBuffer[]): void {
    if (memory.length > 0) this.#gifts.push([...memory]);
  }

  /** Drops all but the memory of the last `batches`: where sizes change it fits nothing and would pile up. */
  keep(batches: number): void {
    this.#gifts.splice(0, this.#gifts.length - batches);
  }

  /** Memory of just so many bytes, with anything in it, if there is any. */
  take(bytes: number): ArrayBuffer | undefined {
    for (const gift of this.#gifts) {
      const at = gift.findIndex(({ byteLength }) => byteLength === bytes);
      if (at === -1) continue;
      const [memory] = gift.splice(at, 1);
      if (gift.length === 0) this.#gifts.splice(this.#gifts.indexOf(gift), 1);
      return memory;
    }
    return undefined;
  }
}

/** Takes the memory of a batch's tensors away when it is called; see `lend`. */
export function lendBatch(batch: unknown): () => ArrayBuffer[] {
  return lend([...tensorsIn(batch)]);
}

function* tensorsIn(value: unknown): Generator<Tensor, void, undefined> {
  if (value instanceof Tensor) yield value;
  else if (Array.isArray(value)) for (const part of value) yield* tensorsIn(part);
  else if (value !== null && typeof value === "object")
    for (const part of Object.values(value)) yield* tensorsIn(part);
}
