import { VisionError } from "../../util/errors.ts";
import type { Loaded, SkippedSample } from "./job.ts";

/** Counts the samples that an epoch loses, and refuses to lose more than `most`. */
export class LostSamples {
  readonly #most: number;
  #samples: SkippedSample[] = [];
  #before = 0;
  #given = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Those of the iteration under way, or of the last one. */
  get samples(): readonly SkippedSample[] {
    return this.#samples;
  }

  /** All of the epoch, also those before a resume. */
  get count(): number {
    return this.#before + this.#samples.length;
  }

  /** An iteration begins at a batch of its epoch. */
  begin(batch: number): void {
    this.#samples = [];
    this.#given = 0;
    if (batch === 0) this.#before = 0;
  }

  /** Takes the count over from a saved position. */
  restore({ batch, skipped = 0 }: { batch: number; skipped?: number }): void {
    this.#samples = [];
    this.#before = batch > 0 ? skipped : 0;
  }

  /** Adds what a batch lost. */
  note({ batch, skipped }: Loaded<unknown>): void {
    if (batch !== undefined) this.#given++;
    if (skipped.length === 0) return;
    this.#samples = [...this.#samples, ...skipped];
    if (this.count > this.#most) throw this.#error(`at most ${this.#most} bad samples an epoch`);
  }

  /** An iteration has had its last batch. */
  end(): void {
    if (this.#given === 0 && this.#samples.length > 0) throw this.#error("a sample that loads");
  }

  #error(expected: string): VisionError {
    const { error } = this.#samples.at(-1)!;
    return new VisionError({
      code: error.code,
      who: "DataLoader",
      expected,
      got: `${this.count}, the last one sample ${this.#samples.at(-1)!.index}`,
      hint: "repair the data, or raise onError.max",
      ...(error.file === undefined ? {} : { file: error.file }),
      cause: error,
    });
  }
}
