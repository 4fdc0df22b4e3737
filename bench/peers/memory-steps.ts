/**
 * Trains in one process and prints a line of JSON with the memory after every `every` steps:
 *
 *   node --expose-gc memory-steps.js '{"net":"mlp","steps":10000,"every":1000,"keepLosses":false}'
 */
import { CrossEntropyLoss } from "../../src/nn/index.ts";
import { SGD } from "../../src/optim/index.ts";
import { engineStats, setNumThreads, Tensor } from "../../src/tensor/index.ts";
import { readMemory } from "../support/memory-reading.ts";
import type { MemoryPlan, MemoryReport } from "../support/memory-report.ts";
import { type Workload, workload } from "../support/workload.ts";
import { nets } from "./nets.ts";

const plan = JSON.parse(process.argv[2] ?? "{}") as MemoryPlan;
await train(plan);

async function train({ net, steps, every, keepLosses }: MemoryPlan): Promise<void> {
  setNumThreads(1);
  const work = workload(net);
  const model = nets[net]();
  const criterion = new CrossEntropyLoss();
  const optimizer = new SGD(model.parameters(), { lr: work.lr });
  const losses: Tensor[] = [];
  for (let step = 1; step <= steps; step++) {
    const [x, y] = freshBatch(work, step);
    optimizer.zeroGrad();
    const loss = criterion.forward(model.forward(x), y);
    loss.backward();
    await optimizer.step();
    await loss.item();
    if (keepLosses) losses.push(loss);
    if (step % every === 0) print({ reading: await readMemory(step) });
  }
  const { compiles, runs } = engineStats();
  print({ compiles, runs, peak: process.resourceUsage().maxRSS * 1024, losses: losses.length });
}

// New arrays each step, as a loader would make them.
function freshBatch({ batchSize, batches, images, labels }: Workload, step: number) {
  const at = step % batches;
  const size = batchSize * 784;
  const pixels = images.slice(at * size, (at + 1) * size);
  const classes = labels.subarray(at * batchSize, (at + 1) * batchSize);
  return [
    Tensor.fromData(pixels, [batchSize, 1, 28, 28]),
    Tensor.fromData(BigInt64Array.from(classes, BigInt), [batchSize]),
  ] as const;
}

function print(report: MemoryReport): void {
  process.stdout.write(`${JSON.stringify(report)}\n`);
}
