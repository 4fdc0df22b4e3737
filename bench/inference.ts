/**
 * How long do torchvision's nets take to classify pictures of 224x224, and from file to first answer, beside
 * torchvision itself?
 *
 *   node build/bench/inference.js [--models resnet50,vit_b_16] [--batches 1,16] [--rounds 5] [--threads 2]
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import * as models from "../src/models/index.ts";
import type { Module } from "../src/nn/index.ts";
import { noGrad, setNumThreads, Tensor } from "../src/tensor/index.ts";
import { describeMachine, machine } from "./support/machine.ts";
import { count } from "./support/options.ts";
import { source } from "./support/paths.ts";
import { Peer } from "./support/peer.ts";
import { median, quartiles } from "./support/statistics.ts";
import { formatTable } from "./support/summary.ts";

const { values } = parseArgs({
  options: {
    models: {
      type: "string",
      default: "resnet50,mobilenet_v3_large,efficientnet_b0,vit_b_16,convnext_tiny",
    },
    batches: { type: "string", default: "1,16" },
    rounds: { type: "string", default: "5" },
    threads: { type: "string", default: "2" },
    python: { type: "string", default: "/usr/bin/python3" },
  },
});
const rounds = count("rounds", values.rounds);
const threads = count("threads", values.threads);
setNumThreads(threads);
console.log(describeMachine(machine()));
console.log("goal: at most 0.7 of torchvision's time, and no longer from file to first answer");

const folder = await mkdtemp(join(tmpdir(), "inference-"));
const lines = [
  ["model", "batch", "ms", "torchvision ms", "ratio", "quartiles", "load ms", "torchvision ms"],
];
try {
  for (const name of values.models.split(","))
    for (const batch of values.batches.split(",").map(Number)) lines.push(await row(name, batch));
} finally {
  await rm(folder, { recursive: true });
}
console.log(formatTable(lines));

async function row(name: string, batch: number): Promise<string[]> {
  const file = join(folder, `${name}.pth`);
  await models.save(file, models.buildModel({ name, options: {} }).stateDict());
  const peer = new Peer({
    name: "torchvision",
    command: values.python,
    args: [source("peers", "torch_inference.py")],
  });
  try {
    const x = picture(batch);
    const start = performance.now();
    const model = await models.get(name)({ weights: file });
    model.eval();
    const logits = await classify(model, x);
    const loading = performance.now() - start;
    const open = { op: "open", model: name, file, batch, threads };
    const theirs = await peer.ask<{ loading: number; logits: number[] }>(open);
    refuseOthers(name, logits, theirs.logits);
    const [mine, other] = await interleaved(model, x, peer);
    const ratios = quartiles(mine.map((ms, i) => ms / other[i]!));
    const numbers = [median(mine), median(other)].map((ms) => ms.toFixed(1));
    const shown = ratios.median.toFixed(2);
    const span = `${ratios.low.toFixed(2)}..${ratios.high.toFixed(2)}`;
    const loads = [loading, 1000 * theirs.loading].map((ms) => ms.toFixed(0));
    return [name, `${batch}`, ...numbers, shown, span, ...loads];
  } finally {
    await peer.close();
  }
}

function picture(batch: number): Tensor {
  const data = new Float32Array(batch * 3 * 224 * 224);
  for (let i = 0; i < data.length; i++) data[i] = Math.floor(i / 224) % 2 === 0 ? -0.25 : 0.5;
  return Tensor.fromData(data, [batch, 3, 224, 224]);
}

async function classify(model: Module, x: Tensor): Promise<Float32Array> {
  return (await noGrad(() => model.forward(x)).data()) as Float32Array;
}

// Both warm up first: ONNX Runtime compiles a program in which the weights are constants after some runs.
async function interleaved(model: Module, x: Tensor, peer: Peer): Promise<[number[], number[]]> {
  const [mine, theirs]: [number[], number[]] = [[], []];
  for (let i = 0; i < 5; i++) await classify(model, x);
  await peer.run(2);
  for (let round = 0; round < rounds; round++) {
    const times: number[] = [];
    for (let i = 0; i < 3; i++) {
      const start = performance.now();
      await classify(model, x);
      times.push(performance.now() - start);
    }
    mine.push(median(times));
    const { seconds } = await peer.run(3);
    theirs.push(1000 * median(seconds));
  }
  return [mine, theirs];
}

function refuseOthers(name: string, mine: Float32Array, theirs: readonly number[]): void {
  const largest = Math.max(...theirs.map(Math.abs));
  const worst = Math.max(...theirs.map((value, i) => Math.abs(value - mine[i]!)));
  if (!(worst <= 1e-3 * largest))
    throw new Error(`${name}: logits differ by ${worst} of ${largest}`);
}
