/**
 * How long does ResNet-18 take to classify 16 images, beside PyTorch?
 *
 *   node build/bench/resnet-batch-inference.js [--rounds 7] [--steps 2] [--warm-up 5] [--threads 2] [--json]
 */
import { compare } from "./support/compare.ts";

await compare(
  {
    name: "resnet-batch-inference",
    net: "resnet18",
    work: { mode: "eval", batchSize: 16, batches: 2, input: [3, 224, 224] },
    goal: "batch 16 of 3x224x224; at most 0.7 of PyTorch's time",
    defaults: { rounds: 7, steps: 2, warmUp: 5 },
  },
  process.argv.slice(2),
);
