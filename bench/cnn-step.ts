/**
 * How long does a training step of a small convolutional net take, beside PyTorch and TensorFlow.js?
 *
 *   node build/bench/cnn-step.js [--rounds 15] [--steps 5] [--warm-up 10] [--threads 1] [--json]
 */
import { compare } from "./support/compare.ts";

await compare(
  {
    name: "cnn-step",
    net: "cnn",
    goal: "conv 32, pool, conv 64, pool, linear, batch 64 of 1x28x28; at most PyTorch's time, a quarter of TensorFlow.js's",
    defaults: { rounds: 15, steps: 5, warmUp: 10 },
  },
  process.argv.slice(2),
);
