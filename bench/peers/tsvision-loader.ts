import { createInterface } from "node:readline";
import { DataLoader, FashionMNIST, ImageFolder } from "../../src/datasets/index.ts";
import type { Tensor } from "../../src/tensor/index.ts";
import {
  Compose,
  Normalize,
  RandomHorizontalFlip,
  RandomResizedCrop,
  ToTensor,
} from "../../src/transforms/index.ts";
import type { LoaderReply, LoaderRequest } from "../support/loader-protocol.ts";

const mean = [0.485, 0.456, 0.406];
const std = [0.229, 0.224, 0.225];
let loader: DataLoader | undefined;

for await (const line of createInterface({ input: process.stdin })) {
  const reply = await answer(JSON.parse(line) as LoaderRequest);
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}

async function answer(request: LoaderRequest): Promise<LoaderReply> {
  if (request.op === "open") {
    const { kind, root, batch: batchSize, workers: numWorkers, reuse = false } = request;
    const data = await (kind === "small" ? small(root) : photos(root, kind === "draft"));
    const options = { batchSize, shuffle: true, numWorkers, reuseBatches: reuse };
    loader = new DataLoader<unknown>(data, options);
    return { about: `tsvision, Node ${process.version}, ${numWorkers} workers` };
  }
  const start = performance.now();
  const before = process.cpuUsage();
  let images = 0;
  for await (const [x] of loader!) images += x.shape[0]!;
  const { user, system } = process.cpuUsage(before);
  return { seconds: (performance.now() - start) / 1000, cpu: (user + system) / 1e6, images };
}

function small(root: string) {
  const transform = new Compose([new ToTensor(), new Normalize([0.5], [0.5])]);
  return FashionMNIST.open<Tensor>(root, { transform });
}

function photos(root: string, draft: boolean) {
  const steps = [new RandomResizedCrop(224), new RandomHorizontalFlip()];
  const transform = new Compose([...steps, new ToTensor(), new Normalize(mean, std)]);
  return ImageFolder.open<Tensor>(root, { transform, decode: draft ? { draft: 256 } : {} });
}
