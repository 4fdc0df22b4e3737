import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DataLoader, Flowers102, OxfordIIITPet } from "../../src/datasets/index.ts";
import { Mask } from "../../src/sample/index.ts";
import type { Tensor } from "../../src/tensor/index.ts";
import * as transforms from "../../src/transforms/index.ts";
import { makeMat } from "../support/mat-writer.ts";
import { fakeImage, writeFiles } from "./fake-files.ts";
import { makeLabelPng } from "./fake-png.ts";
import { withFolder } from "./temp-folder.ts";

const { Compose, RandomHorizontalFlip, RandomResizedCrop, ToTensor } = transforms;

describe("data sets in loaders", () => {
  it("give the same batches with workers and without", () =>
    withFolder(async (root) => {
      const row = (...doubles: number[]) => ({ shape: [1, doubles.length], doubles });
      await writeFiles(root, {
        "flowers-102/imagelabels.mat": makeMat({ labels: row(5, 4, 3, 2, 1) }),
        "flowers-102/setid.mat": makeMat({ trnid: row(1, 2, 3, 4, 5) }),
      });
      for (let i = 1; i <= 5; i++)
        await writeFiles(root, { [`flowers-102/jpg/image_0000${i}.jpg`]: fakeImage(i) });
      const flowers = await Flowers102.open<Tensor>(root, {
        verify: false,
        transform: new Compose([new RandomResizedCrop(4), new ToTensor()]),
      });
      const batches = async (numWorkers: number) => {
        await using loader = new DataLoader(flowers, { batchSize: 2, shuffle: true, numWorkers });
        const out: unknown[] = [];
        for await (const [images, labels] of loader)
          out.push([images.shape, images.hostData(), labels.hostData()]);
        return out;
      };
      const alone = await batches(0);
      assert.equal(alone.length, 3);
      assert.deepEqual(await batches(2), alone);
    }));

  it("turn pictures and masks together, here and in workers", () =>
    withFolder(async (root) => {
      const labels = Uint8Array.from({ length: 48 }, (_, i) => i % 8); // the column's number
      const files = Object.fromEntries(
        [1, 2, 3, 4].flatMap((i) => [
          [`oxford-iiit-pet/images/cat_${i}.jpg`, fakeImage(i)],
          [`oxford-iiit-pet/annotations/trimaps/cat_${i}.png`, makeLabelPng(labels, [6, 8])],
        ]),
      );
      const list = [1, 2, 3, 4].map((i) => `cat_${i} 1 1 1`).join("\n");
      await writeFiles(root, { ...files, "oxford-iiit-pet/annotations/trainval.txt": list });
      const open = (transforms: unknown) =>
        OxfordIIITPet.open(root, { targetTypes: "segmentation", transforms } as never);
      const plain = await open(undefined);
      const turned = await open(new RandomHorizontalFlip({ p: 1 }));
      for (let i = 0; i < 4; i++) {
        const [image, mask] = (await turned.get(i)) as [{ data: Uint8Array }, Mask];
        const [before] = (await plain.get(i)) as [{ data: Uint8Array }, Mask];
        assert.ok(mask instanceof Mask);
        assert.deepEqual([...mask.data.subarray(0, 8)], [7, 6, 5, 4, 3, 2, 1, 0]);
        assert.deepEqual([...image.data.subarray(0, 3)], [...before.data.subarray(21, 24)]);
      }
      const collate = (samples: readonly unknown[]) =>
        (samples as [unknown, Mask][]).map(([, mask]) => [...mask.data.subarray(0, 2)]);
      const options = { batchSize: 2, numWorkers: 1, collate };
      await using loader = new DataLoader<unknown, number[][]>(turned, options);
      const batches: number[][][] = [];
      for await (const batch of loader) batches.push(batch);
      assert.deepEqual(
        batches.flat(),
        [1, 2, 3, 4].map(() => [7, 6]),
      );
    }));
});
