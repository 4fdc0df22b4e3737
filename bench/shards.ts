/**
 * How many images a second come out of tar shards, beside Python's tarfile with Pillow?
 *
 *   node build/bench/shards.js [--rounds 7] [--images 320] [--workers 2] [--only bytes] [--python path] [--json]
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { WebDataset, writeShards } from "../src/datasets/index.ts";
import { writePhotos } from "./support/loader-files.ts";
import type { LoaderReply } from "./support/loader-protocol.ts";
import { describeMachine, machine } from "./support/machine.ts";
import { count } from "./support/options.ts";
import { compiled, source } from "./support/paths.ts";
import { Peer } from "./support/peer.ts";
import { addResult } from "./support/results.ts";
import type { ShardsRequest } from "./support/shards-protocol.ts";
import { quartiles } from "./support/statistics.ts";
import { formatTable } from "./support/summary.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "7" },
    images: { type: "string", default: "320" },
    workers: { type: "string", default: "2" },
    only: { type: "string", default: "" },
    python: { type: "string", default: "/usr/bin/python3" },
    json: { type: "boolean", default: false },
  },
});
const rounds = count("rounds", values.rounds);
const workers = count("workers", values.workers);
const warmUp = 2;
const shards = 8;

const questions = [
  ["batches", "decoded, ImageNet training pipeline, batch 32; at least 1.5 times as many"],
  ["bytes", "samples read, nothing decoded, one thread; at least 1.5 times as many"],
] as const;

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
  for (const [kind, goal] of questions) {
    if (!kind.startsWith(values.only)) continue;
    console.log(`\n${kind}: ${urls.length} shards, ${goal}`);
    const rates = await measure(kind, urls);
    report(rates);
    if (values.json) addResult("shards", { machine: machine(), kind, rates });
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

// Images a second: [peer][round], the peers in turn.
async function measure(kind: "batches" | "bytes", urls: readonly string[]): Promise<number[][]> {
  const node = { command: process.execPath, args: [compiled("peers", "tsvision-shards.js")] };
  const python = { command: values.python, args: [source("peers", "tar_shards.py")] };
  const peers = [new Peer({ name: "tsvision", ...node }), new Peer({ name: "Python", ...python })];
  try {
    const request: ShardsRequest = { op: "open", kind, urls, batch: 32, workers };
    for (const peer of peers) {
      const { about, missing } = await peer.ask<LoaderReply>(request);
      if (missing !== undefined) throw new Error(missing);
      console.log(`  ${peer.name}: ${about}`);
    }
    const rates: number[][] = peers.map(() => []);
    for (let round = -warmUp; round < rounds; round++)
      for (const [i, peer] of peers.entries()) {
        const { seconds, images } = await peer.ask<LoaderReply>({ op: "epoch" });
        if (round >= 0) rates[i]!.push(images! / seconds!);
      }
    return rates;
  } finally {
    await Promise.all(peers.map((peer) => peer.close()));
  }
}

function report([ours = [], theirs = []]: readonly number[][]): void {
  const ratio = quartiles(ours.map((rate, round) => rate / theirs[round]!));
  const span = `${ratio.low.toFixed(2)}..${ratio.high.toFixed(2)}`;
  console.log(
    formatTable([
      ["", "images a second", "tsvision / it", "quartiles"],
      ["tsvision", quartiles(ours).median.toFixed(0), "", ""],
      ["Python", quartiles(theirs).median.toFixed(0), ratio.median.toFixed(2), span],
    ]),
  );
}
