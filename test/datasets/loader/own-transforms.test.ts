import assert from "node:assert/strict";
import { test } from "node:test";
import { DataLoader, ImageFolder } from "../../../src/datasets/index.ts";
import { areOwn } from "../../../src/datasets/loader/own-transforms.ts";
import { isMadeAnew } from "../../../src/datasets/loader/recycle.ts";
import type { Image } from "../../../src/sample/index.ts";
import type { Tensor } from "../../../src/tensor/index.ts";
import { Compose, RandomResizedCrop, ToTensor } from "../../../src/transforms/index.ts";
import type { Rng } from "../../../src/util/rng.ts";
import { fixture } from "../../support/paths.ts";

const root = fixture("folder");
const options = { batchSize: 1, numWorkers: 0, concurrency: 1 }; // in order
// Large enough that their memory is worth keeping.
const transform = new Compose([new RandomResizedCrop(120), new ToTensor()]);

test("nothing, and transforms of the package, are its own; functions are not", async () => {
  assert.equal(await areOwn([]), true);
  assert.equal(await areOwn([undefined, transform]), true);
  assert.equal(await areOwn([transform, (label: number) => label]), false);
});

const kept: Tensor[] = [];

class Keeps extends ImageFolder<Tensor> {
  override async get(index: number, rng?: Rng): Promise<[Tensor, number]> {
    const sample = await super.get(index, rng);
    kept.push(sample[0]);
    return sample;
  }
}

class Darkens extends ImageFolder<Tensor> {
  protected override async load(index: number): Promise<[Image, number]> {
    const [image, label] = await super.load(index);
    (image.data as Uint8Array).fill(0);
    return [image, label];
  }
}

test("a class of the user's is asked for its samples, and what it keeps stays as it was", async () => {
  const keeps = (await Keeps.open(root, { transform })) as ImageFolder<Tensor>;
  Object.setPrototypeOf(keeps, Keeps.prototype);
  const darkens = (await Darkens.open(root, { transform })) as ImageFolder<Tensor>;
  Object.setPrototypeOf(darkens, Darkens.prototype);
  assert.equal(await isMadeAnew(await ImageFolder.open(root, { transform })), true);
  assert.deepEqual([await isMadeAnew(keeps), await isMadeAnew(darkens)], [false, false]);
  const seen: Float32Array[] = [];
  for await (const [images] of new DataLoader<[Tensor, Tensor]>(keeps as never, options))
    seen.push(images.hostData() as Float32Array);
  assert.ok(seen.length > 1);
  assert.deepEqual(
    kept.map((tensor) => tensor.hostData()),
    seen,
  );
  for await (const [images] of new DataLoader<[Tensor, Tensor]>(darkens as never, options))
    assert.ok(images.hostData().every((value) => value === 0));
});

test("a function may keep what it saw", async () => {
  const images: Image[] = [];
  const keep = (image: Image, rng: Rng): Tensor => {
    images.push(image);
    return transform.apply(image, rng);
  };
  const data = await ImageFolder.open<Tensor>(root, { transform: keep });
  for await (const _ of new DataLoader(data, options));
  const again = await ImageFolder.open(root);
  for (let i = 0; i < again.length; i++)
    assert.deepEqual(images[i]!.data, (await again.get(i))[0].data);
});
