import assert from "node:assert/strict";
import { OxfordIIITPet } from "../../src/datasets/index.ts";
import { Image, Mask } from "../../src/sample/index.ts";
import { fakeImage, writeFiles } from "./fake-files.ts";
import { makeLabelPng } from "./fake-png.ts";
import { half, replaced, visionSuite } from "./vision-suite.ts";

const folder = "oxford-iiit-pet";
const trimap = makeLabelPng(
  Uint8Array.from({ length: 48 }, (_, i) => 1 + (i % 3)),
  [6, 8],
);

visionSuite("OxfordIIITPet", {
  open: (root, options) => OxfordIIITPet.open(root, options),
  splits: {
    all: { targetTypes: ["category", "segmentation", "binary-category"] },
    trainval: {},
    test: { split: "test", targetTypes: "segmentation" },
  },
  async write(root, split) {
    const list = split === "test" ? "test" : "trainval";
    await writeFiles(root, {
      [`${folder}/annotations/${list}.txt`]:
        "american_bulldog_10 2 2 1\nAbyssinian_1 1 1 1\nBritish_Shorthair_7 3 1 2\n",
      [`${folder}/images/american_bulldog_10.jpg`]: fakeImage(1),
      [`${folder}/images/Abyssinian_1.jpg`]: fakeImage(2),
      [`${folder}/images/British_Shorthair_7.jpg`]: fakeImage(3),
      [`${folder}/annotations/trimaps/american_bulldog_10.png`]: trimap,
      [`${folder}/annotations/trimaps/Abyssinian_1.png`]: trimap,
      [`${folder}/annotations/trimaps/British_Shorthair_7.png`]: trimap,
    });
    return 3;
  },
  check([image, target], data) {
    assert.ok(image instanceof Image && image.channels === 3);
    const { classes, targets } = data as OxfordIIITPet;
    assert.deepEqual(classes, ["Abyssinian", "American Bulldog", "British Shorthair"]);
    assert.deepEqual(targets, [1, 0, 2]);
    if (target instanceof Mask) assert.deepEqual([...target.data.subarray(0, 4)], [1, 2, 3, 1]);
    else if (Array.isArray(target)) {
      const [label, mask, species] = target;
      assert.equal(species, label === 1 ? 1 : 0);
      assert.ok(mask instanceof Mask);
    } else assert.ok(typeof target === "number" && target < 3);
  },
  needed: [
    `${folder}/annotations/trainval.txt`,
    `${folder}/annotations/trimaps/Abyssinian_1.png`,
    `${folder}/images/Abyssinian_1.jpg`,
  ],
  damage: {
    [`${folder}/annotations/trainval.txt`]: [
      replaced("Abyssinian_1 1 1", "Abyssinian_1 1 3"),
      /line 2/,
    ],
    [`${folder}/annotations/trimaps/Abyssinian_1.png`]: [half, /Abyssinian_1\.png at byte/],
  },
  refused: [[{ split: "train" }, /one of trainval, test/]],
  address: /robots\.ox\.ac\.uk\/~vgg\/data\/pets\/data\/images\.tar\.gz$/,
});
