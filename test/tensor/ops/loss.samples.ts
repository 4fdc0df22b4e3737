import type { loss } from "../../../src/tensor/ops/loss.ts";
import { between, given } from "./arrays.ts";
import type { Sample } from "./op-suite.ts";
import { zip } from "./sample-makers.ts";

const log = (x: number) => Math.max(-100, Math.log(x));
const likelihood = zip((x, y) => (y - 1) * log(1 - x) - y * log(x));

/** Calls of what losses are made of. */
export const lossSamples: Readonly<Record<keyof typeof loss, readonly Sample[]>> = {
  binaryCrossEntropy: [
    ...[
      [
        [2, 3],
        [2, 3],
      ],
      [[2, 1], [3]],
      [[], []],
      [
        [0, 2],
        [0, 2],
      ],
    ].map(
      ([x, y], i): Sample => ({
        inputs: (rng) => [between(rng, x!, 0.1, 0.9), between(rng, y!, 0, 1)],
        reference: likelihood,
        second: i === 0,
      }),
    ),
    // Sure and wrong, sure and right.
    {
      inputs: () => [given([4], [0, 1, 0, 1]), given([4], [1, 0, 0, 1])],
      reference: likelihood,
      gradient: false,
    },
  ],
};
