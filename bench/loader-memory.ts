/**
 * Does memory stay where it is over 100,000 samples, and do 1,000 loaders leave anything behind?
 *
 *   node --expose-gc build/bench/loader-memory.js [--samples 100000] [--loaders 1000] [--workers 1] [--json]
 */
import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { DataLoader, ImageFolder, RandomSampler } from "../src/datasets/index.ts";
import { Compose, RandomResizedCrop, ToTensor } from "../src/transforms/index.ts";
import { describeMachine, machine } from "./support/machine.ts";
import { count } from "./support/options.ts";
import { addResult } from "./support/results.ts";
import { formatTable } from "./support/summary.ts";

const { values } = parseArgs({
  options: {
    samples: { type: "string", default: "100000" },
    loaders: { type: "string", default: "1000" },
    workers: { type: "string", default: "1" },
    json: { type: "boolean", default: false },
  },
});
const samples = count("samples", values.samples);
const loaders = count("loaders", values.loaders);
const numWorkers = count("workers", values.workers);
const photos = fileURLToPath(new URL("../../fixtures/folder", import.meta.url));
const transform = new Compose([new RandomResizedCrop(64), new ToTensor()]);
const data = await ImageFolder.open(photos, { transform });

/** What a process holds; memory in MiB. */
interface Reading {
  readonly after: number;
  readonly heap: number;
  readonly rss: number;
  readonly threads: number;
  readonly files: number;
  readonly listeners: number;
  readonly resources: number;
}

console.log(
  "loader-memory: the last reading within 5 % of the one at half; 1,000 loaders leave nothing",
);
console.log(describeMachine(machine()));
const long = await epoch();
show("samples", long);
const many = await manyLoaders();
show("loaders", many);
if (values.json) addResult("loader-memory", { machine: machine(), numWorkers, long, many });

async function epoch(): Promise<Reading[]> {
  const sampler = new RandomSampler(data, { replacement: true, numSamples: samples });
  await using loader = new DataLoader(data, { batchSize: 50, sampler, numWorkers });
  const readings: Reading[] = [];
  const every = Math.ceil(samples / 10);
  let seen = 0;
  for await (const [images] of loader) {
    seen += images.shape[0]!;
    if (seen % every === 0) readings.push(await read(seen));
  }
  return readings;
}

// Half of them are left early.
async function manyLoaders(): Promise<Reading[]> {
  const readings: Reading[] = [];
  const every = Math.ceil(loaders / 10);
  for (let i = 1; i <= loaders; i++) {
    await using loader = new DataLoader(data, { batchSize: 30, numWorkers });
    for await (const _ of loader) if (i % 2 === 0) break;
    await loader.close();
    if (i % every === 0) readings.push(await read(i));
  }
  return readings;
}

async function read(after: number): Promise<Reading> {
  globalThis.gc?.();
  const entries = async (folder: string) => (await readdir(folder).catch(() => [])).length;
  const { heapUsed, external, rss } = process.memoryUsage();
  const listeners = process.eventNames().map((name) => process.listenerCount(name));
  return {
    after,
    heap: (heapUsed + external) / 2 ** 20,
    rss: rss / 2 ** 20,
    threads: await entries("/proc/self/task"),
    files: await entries("/proc/self/fd"),
    listeners: listeners.reduce((sum, one) => sum + one, 0),
    resources: process.getActiveResourcesInfo().length,
  };
}

function show(what: string, readings: readonly Reading[]): void {
  const head = [what, "heap MiB", "rss MiB", "threads", "files", "listeners", "resources"];
  const rows = readings.map(({ after, heap, rss, ...counts }) =>
    [after, heap.toFixed(1), rss.toFixed(0), ...Object.values(counts)].map(String),
  );
  console.log(`\n${formatTable([head, ...rows])}`);
  const [half, last] = [readings[Math.floor(readings.length / 2) - 1], readings.at(-1)];
  if (half === undefined || last === undefined) return;
  console.log(
    `last / half: rss ${(last.rss / half.rss).toFixed(3)}, heap ${(last.heap / half.heap).toFixed(3)}`,
  );
}
