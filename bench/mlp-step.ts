/**
 * How long does a training step of the course's first program take, beside PyTorch and TensorFlow.js?
 *
 *   node build/bench/mlp-step.js [--rounds 20] [--steps 100] [--warm-up 200] [--threads 1] [--json]
 */
import { compare } from "./support/compare.ts";

await compare(
  {
    name: "mlp-step",
    net: "mlp",
    goal: "784-128-10, batch 64; at most 0.7 of PyTorch's time on one thread",
    defaults: { rounds: 20, steps: 100, warmUp: 200 },
  },
  process.argv.slice(2),
);
