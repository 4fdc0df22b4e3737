import type { Rng } from "../util/rng.ts";

/** How a stream is shuffled. */
export interface ShuffleBuffer {
  /** Samples that wait to be drawn. */
  readonly size: number;
  /** Samples that must be there before the first is drawn. Default: a tenth of `size`. */
  readonly initial?: number;
}

/**
 * The order that a shuffle buffer gives to numbers that come one by one: ask `next` what to do. For
 * each number that is drawn the buffer takes two until it is full, then one (WebDataset's rule). Only
 * numbers are shuffled, so a saved position is found again without the samples.
 * @example
 * const order = new ShuffleOrder({ size: 2 }, new Rng(0));
 * let n = 0;
 * for (let i = 0; i < 5; i++) if (order.next() === "more") order.push(n++);
 */
export class ShuffleOrder {
  readonly #size: number;
  readonly #initial: number;
  readonly #rng: Rng;
  readonly #held: number[] = [];
  #owed = 1;
  #hasEnded = false;

  constructor({ size, initial = Math.ceil(size / 10) }: ShuffleBuffer, rng: Rng) {
    this.#size = Math.max(1, size);
    this.#initial = Math.max(1, Math.min(initial, this.#size));
    this.#rng = rng;
  }

  /** Numbers that came and were not drawn yet. */
  get held(): readonly number[] {
    return this.#held;
  }

  /** A number that is drawn; "more" where `push` or `end` must come first; "done" at the end. */
  next(): number | "more" | "done" {
    if (!this.#hasEnded && (this.#owed > 0 || this.#held.length < this.#initial)) return "more";
    if (this.#held.length === 0) return "done";
    // Two more until the buffer is full, then one for each that is drawn.
    this.#owed = this.#held.length < this.#size ? 2 : 1;
    return this.#draw();
  }

  /** A number comes. */
  push(number: number): void {
    this.#held.push(number);
    this.#owed--;
  }

  /** No number comes any more. */
  end(): void {
    this.#hasEnded = true;
  }

  #draw(): number {
    const last = this.#held.length - 1;
    const at = this.#size === 1 ? 0 : this.#rng.int(0, last + 1);
    const drawn = this.#held[at]!;
    this.#held[at] = this.#held[last]!;
    this.#held.length = last;
    return drawn;
  }
}
