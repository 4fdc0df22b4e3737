import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { it } from "node:test";
import { gzipSync } from "node:zlib";
import { ImageNet } from "../../src/datasets/index.ts";
import { encodeJpeg } from "../../src/io/index.ts";
import { Image } from "../../src/sample/index.ts";
import { makeTar } from "../support/archives.ts";
import { makeMat } from "../support/mat-writer.ts";
import { fakeImage, writeFiles } from "./fake-files.ts";
import { withFolder } from "./temp-folder.ts";
import { half, visionSuite } from "./vision-suite.ts";

const number = (value: number) => ({ shape: [1, 1], doubles: [value] });
const synset = (id: number, wnid: string, words: string, children: number) => {
  return {
    ILSVRC2012_ID: number(id),
    WNID: wnid,
    words,
    gloss: "what it is",
    num_children: number(children),
  };
};
const meta = makeMat({
  synsets: {
    structs: [
      synset(1, "n02119789", "kit fox, Vulpes macrotis", 0),
      synset(2, "n01440764", "tench, Tinca tinca", 0),
      synset(3, "n00001740", "entity", 2),
    ],
  },
});
const kit = "ILSVRC2012_devkit_t12";
const answers = `${kit}/data/ILSVRC2012_validation_ground_truth.txt`;

visionSuite("ImageNet", {
  open: (root, options) => ImageNet.open(root, options),
  splits: { train: {}, val: { split: "val" } },
  async write(root, split) {
    await writeFiles(root, {
      [`${kit}/data/meta.mat`]: meta,
      [`${split}/n01440764/n01440764_1.JPEG`]: fakeImage(1),
      [`${split}/n02119789/n02119789_2.JPEG`]: fakeImage(2),
      [`${split}/n02119789/n02119789_10.JPEG`]: fakeImage(3),
    });
    return 3;
  },
  check([image], data) {
    assert.ok(image instanceof Image && image.channels === 3);
    const { classes, wnids, classToIdx, wnidToIdx, targets } = data as ImageNet;
    assert.deepEqual(classes, ["tench, Tinca tinca", "kit fox, Vulpes macrotis"]);
    assert.deepEqual(wnids, ["n01440764", "n02119789"]);
    assert.equal(wnidToIdx.get("n02119789"), 1);
    assert.equal(classToIdx.get("Vulpes macrotis"), 1);
    assert.deepEqual(targets, [0, 1, 1]);
  },
  needed: [`${kit}/data/meta.mat`, kit, "train", "train/n01440764/n01440764_1.JPEG"],
  damage: {
    [`${kit}/data/meta.mat`]: [half, /meta\.mat at byte \d+: expected/],
    [`${kit}/data/meta.mat text`]: [() => makeMat({ synsets: "x" }), /structures synsets/],
    "train/n01440764/n01440764_1.JPEG": [half, /expected a JPEG/],
  },
  refused: [[{ split: "test" }, /one of train, val/]],
});

async function writeArchives(root: string): Promise<void> {
  const jpeg = async (seed: number) => encodeJpeg(fakeImage(seed));
  const tar = async (...names: string[]) =>
    makeTar(await Promise.all(names.map(async (name, i) => ({ name, content: await jpeg(i) }))));
  await writeFiles(root, {
    "ILSVRC2012_devkit_t12.tar.gz": gzipSync(
      makeTar([
        { name: `${kit}/data/meta.mat`, content: meta },
        { name: answers, content: "2\n1\n2\n" },
      ]),
    ),
    "ILSVRC2012_img_train.tar": makeTar([
      { name: "n01440764.tar", content: await tar("n01440764_1.JPEG", "n01440764_2.JPEG") },
      { name: "n02119789.tar", content: await tar("n02119789_3.JPEG") },
    ]),
    "ILSVRC2012_img_val.tar": await tar("val_3.JPEG", "val_1.JPEG", "val_2.JPEG"),
  });
}

it("ImageNet is unpacked from its archives, once, and leaves nothing half done", () =>
  withFolder(async (root) => {
    await writeArchives(root);
    const places = async (split: "train" | "val") => {
      const photos = await ImageNet.open(root, { split, verify: false });
      return photos.samples.map(([path, label]) => [path.slice(root.length + 1), label]);
    };
    assert.deepEqual(await places("train"), [
      ["train/n01440764/n01440764_1.JPEG", 0],
      ["train/n01440764/n01440764_2.JPEG", 0],
      ["train/n02119789/n02119789_3.JPEG", 1],
    ]);
    const val = [
      ["val/n01440764/val_1.JPEG", 0],
      ["val/n01440764/val_3.JPEG", 0],
      ["val/n02119789/val_2.JPEG", 1],
    ];
    assert.deepEqual(await places("val"), val);
    assert.deepEqual(await places("val"), val);
    assert.ok((await readdir(root)).every((name) => !name.startsWith(".")));
  }));

it("ImageNet checks its archives, and starts anew after a failure", () =>
  withFolder(async (root) => {
    await writeArchives(root);
    const archive = join(root, "ILSVRC2012_devkit_t12.tar.gz");
    await assert.rejects(ImageNet.open(root), { code: "MISMATCH", file: archive });
    await ImageNet.open(root, { verify: false });
    await writeFiles(root, { [answers]: "2\n1\n" });
    await assert.rejects(ImageNet.open(root, { split: "val", verify: false }), /3 answers/);
    await writeFiles(root, { [answers]: "2\n1\n3\n" });
    await assert.rejects(ImageNet.open(root, { split: "val", verify: false }), /in line 3/);
    await writeFiles(root, { [answers]: "2\n1\n1\n" });
    assert.equal((await ImageNet.open(root, { split: "val", verify: false })).length, 3);
  }));
