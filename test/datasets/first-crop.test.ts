import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import sharp from "sharp";
import { ImageFolder, WebDataset } from "../../src/datasets/index.ts";
import { restoreFiles } from "../../src/datasets/labelled-files.ts";
import type { WorkerContext } from "../../src/datasets/loader/worker-module.ts";
import { restoreWebDataset } from "../../src/datasets/web-dataset.ts";
import { Image } from "../../src/sample/index.ts";
import { Tensor } from "../../src/tensor/index.ts";
import {
  CenterCrop,
  Compose,
  fromJSON,
  Normalize,
  RandomCrop,
  RandomHorizontalFlip,
  RandomResizedCrop,
  Resize,
  ToTensor,
  type Transform,
} from "../../src/transforms/index.ts";
import { type Rng, rngFor } from "../../src/util/rng.ts";
import { fixture } from "../support/paths.ts";

// JPEGs of all ways to be decoded, and a PNG.
async function pictures(root: string): Promise<void> {
  mkdirSync(join(root, "one"));
  const place = (name: string) => join(root, "one", name);
  const rocket = readFileSync(fixture("photos", "rocket.jpg"));
  const small = sharp(rocket).resize(151, 97);
  writeFileSync(place("420.jpg"), await small.clone().jpeg().toBuffer());
  const full = { chromaSubsampling: "4:4:4" };
  writeFileSync(place("444.jpg"), await small.clone().jpeg(full).toBuffer());
  writeFileSync(place("gray.jpg"), await small.clone().grayscale().jpeg().toBuffer());
  writeFileSync(place("late.jpg"), await small.clone().jpeg({ progressive: true }).toBuffer());
  writeFileSync(place("small.png"), await small.clone().png().toBuffer());
  copyFileSync(fixture("odd-images", "generated", "orientation-6.jpg"), place("turned.jpg"));
  copyFileSync(fixture("odd-images", "generated", "cmyk.jpg"), place("cmyk.jpg"));
}

const statistics = [
  [0.4, 0.5, 0.6],
  [0.2, 0.3, 0.4],
] as const;
const pipelines: Record<string, Transform> = {
  training: new Compose([
    new RandomResizedCrop(24),
    new RandomHorizontalFlip(),
    new ToTensor(),
    new Normalize(...statistics),
  ]),
  alone: new RandomResizedCrop([9, 31], { scale: [0.01, 0.1], ratio: [0.2, 5] }),
  nested: new Compose([
    new Compose([new RandomResizedCrop(20, { interpolation: "bicubic" })]),
    new RandomCrop(16),
    new ToTensor(),
  ]),
  evaluation: new Compose([new Resize(32), new CenterCrop(24), new ToTensor()]),
  cropped: new Compose([new RandomCrop(30), new ToTensor()]),
};

const context: WorkerContext = {
  dataset: () => assert.fail("not asked for"),
  transform: (json) => (json === undefined ? undefined : (fromJSON(json) as never)),
};

function numbers(value: unknown) {
  if (value instanceof Tensor) return { shape: value.shape, data: value.hostData() };
  assert.ok(value instanceof Image);
  return { ...value };
}

// A function might look at all of a picture, so that all of it is decoded.
const seeingAll = (transform: Transform) => (image: Image, rng: Rng) => transform.apply(image, rng);

test("where only what is cut out is decoded, samples are the same, in workers and here", async (t) => {
  const root = mkdtempSync(join(tmpdir(), "first-crop-"));
  t.after(() => rmSync(root, { recursive: true }));
  await pictures(root);
  for (const [name, transform] of Object.entries(pipelines))
    for (const decode of [{}, { draft: 40 }, { mode: "gray" } as const]) {
      if (name === "training" && "mode" in decode) continue; // three means
      const folder = await ImageFolder.open(root, { transform, decode });
      const sent = folder.toWorker()!.data as Parameters<typeof restoreFiles>[0];
      const restored = restoreFiles(structuredClone(sent), context);
      const whole = await ImageFolder.open(root, { transform: seeingAll(transform), decode });
      for (let index = 0; index < folder.length; index++)
        for (let epoch = 0; epoch < 8; epoch++) {
          const [want, label] = await whole.get(index, rngFor(3, epoch, index));
          const what = `${name} ${JSON.stringify(decode)} ${folder.describe(index)}`;
          for (const cutting of [restored, folder]) {
            const [got, other] = await cutting.get(index, rngFor(3, epoch, index));
            assert.deepEqual([numbers(got), other], [numbers(want), label], what);
          }
        }
    }
});

test("of shards, too", async () => {
  const jpg = new Uint8Array(readFileSync(fixture("photos", "rocket.jpg")));
  const png = new Uint8Array(readFileSync(fixture("photos", "chelsea.png")));
  const samples: [string, Uint8Array][][] = [
    [["jpg", jpg]],
    [["input.png", png]],
    [
      ["left.jpg", jpg],
      ["right.png", png],
    ],
  ];
  for (const transform of Object.values(pipelines))
    for (const files of samples) {
      const number = new TextEncoder().encode("7");
      const item = { key: "a", url: "a.tar", members: [...files, ["cls", number]] } as never;
      const added = new RandomHorizontalFlip();
      const through = (first: Transform | ReturnType<typeof seeingAll>) => {
        const data = new WebDataset("a.tar", { transform: first });
        return transform === pipelines["alone"] ? data.transform(added) : data;
      };
      const [both, whole] = [through(transform), through(seeingAll(transform))];
      const sent = structuredClone(both.toWorker()!.data) as never;
      const restored = restoreWebDataset(sent, context);
      for (let epoch = 0; epoch < 3; epoch++) {
        const want = (await whole.load(item, rngFor(3, epoch, 0))) as Record<string, unknown>;
        for (const cutting of [restored, both]) {
          const got = (await cutting.load!(item, rngFor(3, epoch, 0))) as Record<string, unknown>;
          assert.deepEqual(Object.keys(got), Object.keys(want));
          for (const [extension] of files)
            assert.deepEqual(numbers(got[extension]), numbers(want[extension]));
          assert.equal(got["cls"], want["cls"]);
        }
      }
    }
});
