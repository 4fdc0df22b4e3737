import { Rng, type RngState, rngFor } from "../../util/rng.ts";

/**
 * A generator that becomes `rngFor(seed, epoch, index)` at the first draw. Seeding fills 624 words,
 * which for data in memory costs more than the sample; most samples draw nothing.
 * @example const rng = new SampleRng(); dataset.getSync(5, rng.aim(seed, epoch, 5));
 */
export class SampleRng extends Rng {
  #path: readonly [seed: number, epoch: number, index: number] = [0, 0, 0];
  #seeded: Rng | undefined;

  constructor() {
    super(0); // the base's own state is never used
  }

  /** Makes this the untouched generator of another sample. */
  aim(seed: number, epoch: number, index: number): this {
    this.#path = [seed, epoch, index];
    this.#seeded = undefined;
    return this;
  }

  // All others draw through u32; these have to do with the state in the base.
  override u32(): number {
    return this.#rng().u32();
  }

  override fill(out: Float32Array): void {
    this.#rng().fill(out);
  }

  override skip(count: number): void {
    this.#rng().skip(count);
  }

  override normal(): number {
    return this.#rng().normal();
  }

  override state(): RngState {
    return this.#rng().state();
  }

  override setState(state: RngState): void {
    this.#rng().setState(state);
  }

  #rng(): Rng {
    this.#seeded ??= rngFor(...this.#path);
    return this.#seeded;
  }
}
