import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, it } from "node:test";
import {
  CocoDetection,
  DataLoader,
  type DataLoaderOptions,
  type Dataset,
  FrameFolder,
  ImageFolderStream,
  type IterableDataset,
  padCollate,
  VOCDetection,
  VOCSegmentation,
  WebDataset,
  writeShards,
} from "../../../src/datasets/index.ts";
import { spelled } from "../../../src/testing/index.ts";
import {
  Compose,
  RandomHorizontalFlip,
  RandomResizedCrop,
  ToTensor,
} from "../../../src/transforms/index.ts";
import { fixture } from "../../support/paths.ts";
import { fakeImage, writeFiles } from "../fake-files.ts";
import { makeLabelPng } from "../fake-png.ts";
import { withFolder } from "../temp-folder.ts";
import { collect } from "./counting.ts";

const flip = new RandomHorizontalFlip();

// Two epochs, and what a loader with other workers gives after a stop in the first.
async function sameForAll(data: Dataset | IterableDataset, options: DataLoaderOptions) {
  const read = async (numWorkers: number, stop: number) => {
    await using first = new DataLoader(data, { ...options, seed: 4, numWorkers });
    const got: unknown[] = [];
    if (stop > 0) for await (const batch of first) if (got.push(spelled(batch)) === stop) break;
    await using second = new DataLoader(data, {
      ...{ ...options, seed: 4 },
      numWorkers: numWorkers === 0 ? 1 : 0,
    });
    second.loadStateDict(JSON.parse(JSON.stringify(first.stateDict())));
    for (let epoch = 0; epoch < 2; epoch++)
      for (const batch of await collect(second)) got.push(spelled(batch));
    return got;
  };
  const want = await read(0, 0);
  assert.ok(want.length >= 4);
  for (const [numWorkers, stop] of [
    [0, 1],
    [1, 0],
    [2, 1],
    [8, 1],
  ] as const)
    assert.deepEqual(await read(numWorkers, stop), want, `${numWorkers} workers`);
  return want;
}

describe("DataLoader: samples of every kind, for 0, 1, 2 and 8 workers, and after a resume", () => {
  it("COCO's boxes, masks and key points, flipped together and padded", () =>
    withFolder(async (root) => {
      const sizes = [8, 6, 7, 9, 5];
      const annotations = sizes.flatMap((width, i) =>
        Array.from({ length: i }, (_, k) => ({
          ...{ id: 10 * i + k + 1, image_id: i, category_id: 1, iscrowd: 0, area: 4 },
          bbox: [k / 2, 1, 2, 2],
          segmentation: [[k, 1, k + 2, 1, k + 2, 3, k, 3]],
          keypoints: [k, 1, 2, width - 1, 3, 1],
        })),
      );
      const images = sizes.map((width, id) => ({ id, file_name: `${id}.png`, width, height: 6 }));
      const categories = [{ id: 1, name: "thing" }];
      const content = JSON.stringify({ images, annotations, categories });
      await writeFiles(root, { "all.json": content });
      for (const [i, width] of sizes.entries())
        await writeFiles(root, { [`val/${i}.png`]: fakeImage(i, { width }) });
      const data = await CocoDetection.open(join(root, "val"), {
        ...{ annFile: join(root, "all.json"), transforms: flip },
        targetKeys: ["boxes", "labels", "masks", "keypoints"],
      } as never);
      const options = { batchSize: 2, shuffle: true, collate: padCollate as never };
      await sameForAll(data, options);
    }));

  it("VOC's boxes and class maps, flipped together", () =>
    withFolder(async (root) => {
      const voc = "VOCdevkit/VOC2012";
      const xml = (i: number) => `<annotation><filename>${i}.jpg</filename>
        <size><width>8</width><height>6</height><depth>3</depth></size>
        <object><name>dog</name><difficult>0</difficult>
        <bndbox><xmin>${i + 1}</xmin><ymin>1</ymin><xmax>${i + 3}</xmax><ymax>4</ymax></bndbox>
        </object></annotation>`;
      const labels = Uint8Array.from({ length: 48 }, (_, i) => i % 8);
      for (let i = 0; i < 4; i++)
        await writeFiles(root, {
          [`${voc}/JPEGImages/${i}.jpg`]: fakeImage(i),
          [`${voc}/Annotations/${i}.xml`]: xml(i),
          [`${voc}/SegmentationClass/${i}.png`]: makeLabelPng(labels, [6, 8]),
        });
      for (const kind of ["Main", "Segmentation"])
        await writeFiles(root, { [`${voc}/ImageSets/${kind}/train.txt`]: "0\n1\n2\n3\n" });
      const options = { batchSize: 2, shuffle: true, collate: padCollate as never };
      const open = { year: "2012", imageSet: "train", transforms: flip } as const;
      const maps = await VOCSegmentation.open(root, open as never);
      const seen = JSON.stringify(await sameForAll(maps, options), (_, value) =>
        typeof value === "bigint" ? Number(value) : value,
      );
      // Both ways round were drawn.
      assert.match(seen, /"0":0,"1":1,"2":2/);
      assert.match(seen, /"0":7,"1":6,"2":5/);
      await sameForAll(await VOCDetection.open(root, open as never), options);
    }));

  it("Kinetics-style folders of frames, as videos", () =>
    withFolder(async (root) => {
      for (const [video, count] of Object.entries({ "dance/a": 5, "dance/b": 3, "run/c": 4 }))
        for (let i = 0; i < count; i++)
          await writeFiles(root, { [`${video}/${i}.jpg`]: fakeImage(i + count) });
      const data = await FrameFolder.open(root, { framesPerClip: 2, transform: flip } as never);
      await sameForAll(data, { batchSize: 3, shuffle: true });
    }));

  it("shards and folders that are streams", () =>
    withFolder(async (root) => {
      const transform = new Compose([new RandomResizedCrop(5), new ToTensor()]);
      await writeShards(fixture("folder"), join(root, "out"), { maxBytes: 30_000 });
      const web = new WebDataset(join(root, "out", "*.tar"), {
        ...{ shardShuffle: true, shuffle: 9 },
        transform,
      });
      await sameForAll(web.toTuple("jpg;png", "cls"), { batchSize: 8 });
      const listed = { transform, shuffle: 9, classShuffle: true };
      await sameForAll(await ImageFolderStream.open(fixture("folder"), listed), { batchSize: 8 });
    }));
});
