/**
 * How long does a training step of an LSTM take, beside PyTorch?
 *
 *   node build/bench/lstm-step.js [--rounds 15] [--steps 10] [--warm-up 20] [--threads 1] [--json]
 */
import { compare } from "./support/compare.ts";

await compare(
  {
    name: "lstm-step",
    net: "lstm",
    work: { batchSize: 32 },
    goal: "LSTM 64 -> 128, 32 steps, batch 32; at most PyTorch's time",
    defaults: { rounds: 15, steps: 10, warmUp: 20 },
  },
  process.argv.slice(2),
);
