/**
 * How long does a training step of ResNet-18 take, beside PyTorch?
 *
 *   node build/bench/resnet-step.js [--rounds 7] [--steps 2] [--warm-up 2] [--threads 2] [--json]
 */
import { compare } from "./support/compare.ts";

await compare(
  {
    name: "resnet-step",
    net: "resnet18",
    // With a larger rate the net amplifies the last digits of its first steps.
    work: { batchSize: 16, batches: 2, lr: 0.0001 },
    goal: "batch 16 of 3x128x128; at most 1.1 of PyTorch's time, then 1.0",
    defaults: { rounds: 7, steps: 2, warmUp: 2 },
  },
  process.argv.slice(2),
);
