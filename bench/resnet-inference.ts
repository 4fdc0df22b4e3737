/**
 * How long does ResNet-18 take to classify one image, beside PyTorch?
 *
 *   node build/bench/resnet-inference.js [--rounds 15] [--steps 5] [--warm-up 5] [--threads 2] [--json]
 */
import { compare } from "./support/compare.ts";

await compare(
  {
    name: "resnet-inference",
    net: "resnet18",
    work: { mode: "eval", batchSize: 1, batches: 2, input: [3, 224, 224] },
    goal: "batch 1 of 3x224x224; at most 0.7 of PyTorch's time",
    defaults: { rounds: 15, steps: 5, warmUp: 5 },
  },
  process.argv.slice(2),
);
