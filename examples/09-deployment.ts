/**
 * Deployment: a model trained for a moment is exported as an ONNX file with its class names and preprocessing inside,
 * opened again without its code, and answers over HTTP: an image file in, a class out.
 *
 *   node build/examples/09-deployment.js [model.onnx]
 */
import { once } from "node:events";
import { mkdtemp, readFile } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  DataLoader,
  decodeImage,
  FashionMNIST,
  loadOnnx,
  manualSeed,
  nn,
  optim,
  saveOnnx,
  type Tensor,
  transforms,
  VisionError,
  zeros,
} from "tsvision";

const fixtures = fileURLToPath(new URL("../../fixtures", import.meta.url));
const file = process.argv[2] ?? join(await mkdtemp(join(tmpdir(), "tsvision-")), "model.onnx");

// Train for 90 steps.
manualSeed(0);
const transform = new transforms.Compose([
  new transforms.ToTensor(),
  new transforms.Normalize([0.5], [0.5]),
]);
const trainSet = await FashionMNIST.open(join(fixtures, "fashion-mnist"), { transform });
const model = new nn.Sequential(
  new nn.Conv2d(1, 8, 3, { stride: 2 }),
  new nn.BatchNorm2d(8),
  new nn.ReLU(),
  new nn.Flatten(),
  new nn.Linear(8 * 13 * 13, 10),
);
const criterion = new nn.CrossEntropyLoss();
const optimizer = new optim.Adam(model.parameters(), { lr: 0.003 });
let steps = 0;
for await (const [images, labels] of new DataLoader(trainSet, { batchSize: 64, shuffle: true })) {
  optimizer.zeroGrad();
  criterion.forward(model.forward(images), labels).backward();
  await optimizer.step();
  if (++steps === 90) break;
}

// Export: any ONNX runtime computes with this file, whatever the batch size.
const metadata = { classes: trainSet.classes, preprocessing: transform.toJSON() };
await saveOnnx(file, model, zeros([1, 1, 28, 28]), { metadata });

// Serve: from here on the file is all there is. (With `setDevice("cpu", { thread: true })` before loadOnnx the event
// loop stays free while a larger model computes.)
const predictor = await loadOnnx(file);
const classes = predictor.metadata.get("classes") as string[];
const prepare = transforms.fromJSON(
  predictor.metadata.get("preprocessing") as transforms.TransformJson,
);

async function classify(bytes: Uint8Array): Promise<{ label: string; probability: number }> {
  const image = await decodeImage(bytes, { mode: "gray", maxPixels: 1_000_000 });
  const logits = await predictor.predict((prepare.apply(image) as Tensor).unsqueeze(0));
  const { values, indices } = logits.softmax(1).max(1);
  return { label: classes[await indices.item()]!, probability: await values.item() };
}

async function bodyOf(request: IncomingMessage, limit: number): Promise<Uint8Array | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > limit) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

async function answer(request: IncomingMessage): Promise<[status: number, body: object]> {
  if (request.method !== "POST" || request.url !== "/predict")
    return [404, { error: "POST an image to /predict" }];
  const body = await bodyOf(request, 1_000_000);
  if (body === undefined) return [413, { error: "at most 1 MB" }];
  try {
    return [200, await classify(body)];
  } catch (error) {
    if (error instanceof VisionError && error.code !== "ENGINE")
      return [400, { error: error.message }];
    return [500, { error: "the model failed" }];
  }
}

const server = createServer(async (request, response) => {
  const [status, body] = await answer(request);
  response.writeHead(status, { "content-type": "application/json", connection: "close" });
  response.end(JSON.stringify(body));
});
server.listen(0, "127.0.0.1");
await once(server, "listening");

// Ask it, once with a picture and once with something else.
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/predict`;
const picture = await readFile(join(fixtures, "folder", "trouser", "t10k-00914.png"));
const ask = async (body: Uint8Array<ArrayBuffer> | string) => {
  const response = await fetch(url, { method: "POST", body });
  return { status: response.status, ...((await response.json()) as { label?: string }) };
};
const good = await ask(new Uint8Array(picture));
const bad = await ask("no picture");
console.log(`a picture: ${good.status} ${good.label}; no picture: ${bad.status}`);

server.close();
await predictor.close();
