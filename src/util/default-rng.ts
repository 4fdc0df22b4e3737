import { Rng } from "./rng.ts";

// One of the two pieces of global state that the package allows itself: the seed.
let generator = new Rng(0);

/**
 * Seeds the generator that parameter initialisation, dropout and transforms without a generator of
 * their own draw from, as `torch.manual_seed`. The first seed of a process is 0.
 * @example manualSeed(42);
 */
export function manualSeed(seed: number): void {
  generator = new Rng(seed);
}

/** The generator that `manualSeed` seeded. */
export function defaultRng(): Rng {
  return generator;
}
