import { createInterface } from "node:readline";
import { DataLoader, type DataLoaderOptions, WebDataset } from "../../src/datasets/index.ts";
import type { Tensor } from "../../src/tensor/index.ts";
import {
  Compose,
  Normalize,
  RandomHorizontalFlip,
  RandomResizedCrop,
  ToTensor,
} from "../../src/transforms/index.ts";
import type { LoaderReply } from "../support/loader-protocol.ts";
import type { ShardsRequest } from "../support/shards-protocol.ts";

const transform = new Compose([
  new RandomResizedCrop(224),
  new RandomHorizontalFlip(),
  new ToTensor(),
  new Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]),
]);
let epoch: (() => Promise<number>) | undefined;

for await (const line of createInterface({ input: process.stdin })) {
  const reply = await answer(JSON.parse(line) as ShardsRequest);
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}

async function answer(request: ShardsRequest): Promise<LoaderReply> {
  if (request.op === "open") {
    const { kind, urls, batch: batchSize, workers: numWorkers, reuse = false, passes } = request;
    const options = { batchSize, numWorkers, reuseBatches: reuse };
    epoch = kind === "bytes" ? bytesOf(urls, passes) : batchesOf(urls, options);
    return { about: `tsvision, Node ${process.version}` };
  }
  const start = performance.now();
  const before = process.cpuUsage();
  const images = await epoch!();
  const { user, system } = process.cpuUsage(before);
  return { seconds: (performance.now() - start) / 1000, cpu: (user + system) / 1e6, images };
}

function bytesOf(urls: readonly string[], passes: number) {
  const data = new WebDataset(urls);
  return async () => {
    let images = 0;
    const order = { seed: 0, epoch: 0, rank: 0, worldSize: 1, skip: 0 };
    for (let pass = 0; pass < passes; pass++) for await (const _ of data.iterate(order)) images++;
    return images;
  };
}

function batchesOf(urls: readonly string[], options: DataLoaderOptions) {
  const data = new WebDataset(urls, { transform }).toTuple<[Tensor, number]>("jpg", "cls");
  const loader = new DataLoader<[Tensor, number]>(data, options);
  return async () => {
    let images = 0;
    for await (const [x] of loader) images += x.shape[0]!;
    return images;
  };
}
