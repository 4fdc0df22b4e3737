/**
 * How many images a second come out of tar shards, beside Python's tarfile with Pillow?
 *
 *   node build/bench/shards.js [--rounds 7] [--images 1280] [--workers 2] [--only bytes] [--python path] [--json]
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { WebDataset, writeShards } from "../src/datasets/index.ts";
import { writePhotos } from "./support/loader-files.ts";
import { type Turn, takeTurns, turnsTable } from "./support/loader-turns.ts";
import { describeMachine, machine } from "./support/machine.ts";
import { count } from "./support/options.ts";
import { compiled, source } from "./support/paths.ts";
import { addResult } from "./support/results.ts";
import type { ShardsRequest } from "./support/shards-protocol.ts";

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
const workers = count("workers", values.workers);
const shards = 8;

interface Runner {
  readonly name: string;
  readonly python: boolean;
  readonly reuse?: boolean;
}

const ours: Runner = { name: "tsvision", python: false };
const reusing: Runner = { name: "tsvision, reuseBatches", python: false, reuse: true };
const theirs: Runner = { name: "Python", python: true };
const questions = [
  {
    kind: "batches",
    goal: "decoded, ImageNet training pipeline, batch 32; at least 1.5 times as many",
    runners: [ours, reusing, theirs],
    passes: 1,
  },
  {
    kind: "bytes",
    goal: "samples read, nothing decoded, one thread, 16 times; at least 1.5 times as many",
    runners: [ours, theirs],
    passes: 16, // an epoch that takes long enough to be measured
  },
] as const;
type Question = (typeof questions)[number];

console.log(describeMachine(machine()));
const folder = await mkdtemp(join(tmpdir(), "tsvision-bench-"));
try {
  const photos = await writePhotos(join(folder, "photos"), count("images", values.images));
  const out = join(folder, "shards");
  const whole = await writeShards(photos, join(folder, "one"), { maxBytes: 2 ** 40 });
  const maxBytes = Math.ceil(whole.shards[0]!.bytes / shards) + 2 ** 17;
  await writeShards(photos, out, { maxBytes, shuffle: true });
  const { urls } = await WebDataset.open(join(out, "index.json"));
  console.log(`first sample after ${(await firstSample(urls)).toFixed(1)} ms; at most 50`);
  for (const question of questions) {
    const { kind, goal, runners } = question;
    if (!kind.startsWith(values.only)) continue;
    console.log(`\n${kind}: ${urls.length} shards, ${goal}`);
    const measured = await measure(question, urls);
    const rows = runners.map(({ name, python }, i) => ({
      name,
      isPeer: python,
      turns: measured[i]!,
    }));
    console.log(turnsTable("Python", rows));
    if (values.json) addResult("shards", { machine: machine(), kind, runners, measured });
  }
} finally {
  await rm(folder, { recursive: true });
}

// The second time: the first pays for loading the decoder.
async function firstSample(urls: readonly string[]): Promise<number> {
  let start = 0;
  for (let time = 0; time < 2; time++) {
    start = performance.now();
    for await (const _ of new WebDataset(urls)) break;
  }
  return performance.now() - start;
}

function measure({ kind, runners, passes }: Question, urls: readonly string[]): Promise<Turn[][]> {
  const node = { command: process.execPath, args: [compiled("peers", "tsvision-shards.js")] };
  const tar = { command: values.python, args: [source("peers", "tar_shards.py")] };
  const all = runners.map(({ name, python, reuse = false }) => {
    const open: ShardsRequest = { op: "open", kind, urls, batch: 32, workers, passes, reuse };
    return { start: { name, ...(python ? tar : node) }, open };
  });
  return takeTurns(all, rounds);
}
