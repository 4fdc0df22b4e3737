/**
 * How many images a second does a loader give, beside torch's DataLoader with torchvision?
 *
 *   node build/bench/loader.js [--rounds 7] [--images 1280] [--workers 2] [--only photos] [--python path] [--json]
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { unpackSmall, writePhotos } from "./support/loader-files.ts";
import type { LoaderRequest } from "./support/loader-protocol.ts";
import { type Turn, takeTurns, turnsTable } from "./support/loader-turns.ts";
import { describeMachine, machine } from "./support/machine.ts";
import { count } from "./support/options.ts";
import { compiled, source } from "./support/paths.ts";
import { addResult } from "./support/results.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "7" },
    images: { type: "string", default: "1280" },
    workers: { type: "string", default: "2" },
    only: { type: "string", default: "" },
    python: { type: "string", default: "/usr/bin/python3" },
    json: { type: "boolean", default: false },
  },
});
const rounds = count("rounds", values.rounds);
const images = count("images", values.images);
const workers = count("workers", values.workers);

interface Runner {
  readonly name: string;
  readonly kind: "photos" | "draft" | "small";
  readonly batch: number;
  readonly workers: number;
  readonly python: boolean;
  readonly reuse?: boolean;
}

// Data in memory: tsvision's default is no worker, and torch is given both ways.
const photos = { kind: "photos", batch: 32, workers } as const;
const large = { ...photos, kind: "draft" } as const;
const small = { kind: "small", batch: 64 } as const;
const questions: readonly (readonly [goal: string, runners: readonly Runner[]])[] = [
  [
    `photos: ${images} JPEGs of 500 x 375, ImageNet training pipeline, batch 32; at least 1.5 times torchvision's images a second`,
    [
      { ...photos, name: "tsvision", python: false },
      { ...photos, name: "tsvision, reuseBatches", python: false, reuse: true },
      { ...photos, name: "torchvision", python: true },
    ],
  ],
  [
    "draft: 64 JPEGs of 2000 x 1500, the same pipeline, ours with decode: { draft: 256 }; at least 3 times",
    [
      { ...large, name: "tsvision", python: false },
      { ...large, name: "torchvision", python: true },
    ],
  ],
  [
    "small: 6,000 images of 28 x 28 in memory, ToTensor and Normalize, batch 64; at least 5 times",
    [
      { ...small, name: "tsvision, 0 workers", workers: 0, python: false },
      { ...small, name: "torchvision, 0 workers", workers: 0, python: true },
      { ...small, name: `torchvision, ${workers} workers`, workers, python: true },
    ],
  ],
];

console.log(describeMachine(machine()));
const folder = await mkdtemp(join(tmpdir(), "tsvision-bench-"));
try {
  const roots = {
    photos: await writePhotos(join(folder, "photos"), images),
    draft: await writePhotos(join(folder, "draft"), 64, [1500, 2000]),
    small: await unpackSmall(join(folder, "small")),
  };
  for (const [goal, runners] of questions) {
    if (!goal.startsWith(values.only)) continue;
    console.log(`\n${goal}`);
    const measured = await measure(runners, roots);
    console.log(table(runners, measured));
    if (values.json) {
      const result = { machine: machine(), goal, runners, measured };
      console.log(`added to ${addResult("loader", result)}`);
    }
  }
} finally {
  await rm(folder, { recursive: true });
}

function measure(
  runners: readonly Runner[],
  roots: Readonly<Record<Runner["kind"], string>>,
): Promise<Turn[][]> {
  const node = { command: process.execPath, args: [compiled("peers", "tsvision-loader.js")] };
  const torch = { command: values.python, args: [source("peers", "torch_loader.py")] };
  const all = runners.map(({ name, python, kind, batch, workers, reuse = false }) => {
    const open: LoaderRequest = { op: "open", kind, root: roots[kind], batch, workers, reuse };
    return { start: { name, ...(python ? torch : node) }, open };
  });
  return takeTurns(all, rounds);
}

function table(runners: readonly Runner[], measured: readonly (readonly Turn[])[]): string {
  const rows = runners.map(({ name, python }, i) => ({
    name,
    isPeer: python,
    turns: measured[i]!,
  }));
  return turnsTable("torchvision", rows);
}
