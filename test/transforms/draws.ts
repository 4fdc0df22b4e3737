import type { Size } from "../../src/sample/index.ts";
import type { Transform } from "../../src/transforms/index.ts";
import type { Rng } from "../../src/util/rng.ts";

/** What a transform draws for a sample of `size`, without applying it. */
export function drawsOf(transform: Transform, rng: Rng, size: Size, sample?: unknown): unknown {
  // `draw` is protected, since users have no business with it; its numbers are what golden files hold.
  const { draw } = transform as unknown as {
    draw(rng: Rng, size: () => Size, sample: unknown): unknown;
  };
  return draw.call(transform, rng, () => size, sample);
}
