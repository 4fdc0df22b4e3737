import assert from "node:assert/strict";
import { it } from "node:test";
import { VOCDetection, type VOCTarget } from "../../src/datasets/index.ts";
import { BoundingBoxes, Image } from "../../src/sample/index.ts";
import { Tensor } from "../../src/tensor/index.ts";
import { fakeImage, writeFiles } from "./fake-files.ts";
import { withFolder } from "./temp-folder.ts";
import { half, replaced, visionSuite } from "./vision-suite.ts";

const object = (name: string, ...box: number[]) => {
  const [xmin, ymin, xmax, ymax] = box;
  // Some of the real files have the corners in another order.
  return `<object><name>${name}</name><bndbox><xmax>${xmax}</xmax><xmin>${xmin}</xmin><ymax>${ymax}</ymax><ymin>${ymin}</ymin></bndbox></object>`;
};
const annotation = (...objects: string[]) =>
  `<annotation>\n<folder>VOC</folder>\n${objects.join("\n")}\n</annotation>\n`;

const folders: Record<string, string> = {
  train: "VOCdevkit/VOC2012",
  y2011: "TrainVal/VOCdevkit/VOC2011",
  "2007 test": "VOCdevkit/VOC2007",
};

async function write(root: string, split: string): Promise<number> {
  const folder = folders[split]!;
  const set = split === "2007 test" ? "test" : split === "y2011" ? "trainval" : "train";
  await writeFiles(root, {
    [`${folder}/ImageSets/Main/${set}.txt`]: "000005\n2007_000032\n",
    [`${folder}/JPEGImages/000005.jpg`]: fakeImage(1),
    [`${folder}/JPEGImages/2007_000032.jpg`]: fakeImage(2),
    [`${folder}/Annotations/000005.xml`]: annotation(
      object("chair", 1, 2, 5.5, 6),
      object("person", 3, 1, 8, 4),
    ),
    [`${folder}/Annotations/2007_000032.xml`]: annotation(),
  });
  return 2;
}

visionSuite("VOCDetection", {
  open: (root, options) => VOCDetection.open(root, options),
  splits: {
    train: {},
    y2011: { year: "2011", imageSet: "trainval" },
    "2007 test": { year: "2007", imageSet: "test" },
  },
  write,
  check([image, target]) {
    assert.ok(image instanceof Image && image.channels === 3);
    const { boxes, labels, annotation } = target as VOCTarget;
    assert.ok(boxes instanceof BoundingBoxes && labels instanceof Tensor);
    assert.deepEqual(labels.shape, [boxes.length]);
    assert.deepEqual(boxes.canvasSize, [6, 8]);
    assert.equal((annotation["object"] as unknown[]).length, boxes.length);
  },
  needed: [
    "VOCdevkit/VOC2012",
    "VOCdevkit/VOC2012/ImageSets/Main/train.txt",
    "VOCdevkit/VOC2012/Annotations/000005.xml",
    "VOCdevkit/VOC2012/JPEGImages/000005.jpg",
  ],
  damage: {
    "VOCdevkit/VOC2012/Annotations/000005.xml": [
      half,
      /000005\.xml at byte \d+: expected (<|a tag)/,
    ],
    "VOCdevkit/VOC2012/Annotations/000005.xml class": [
      replaced("chair", "stool"),
      /20 classes, got "stool"/,
    ],
    "VOCdevkit/VOC2012/Annotations/000005.xml box": [
      replaced("<xmin>1", "<xmin>x"),
      /four numbers/,
    ],
    "VOCdevkit/VOC2012/JPEGImages/000005.jpg": [half, /expected a JPEG/],
  },
  refused: [
    [{ year: "2013" }, /one of 2007, 2008, 2009, 2010, 2011, 2012/],
    [{ imageSet: "test" }, /one of train, trainval, val,/],
  ],
  address: /host\.robots\.ox\.ac\.uk\/pascal\/VOC\/voc2012\/VOCtrainval_11-May-2012\.tar$/,
});

it("VOCDetection gives boxes as XYXY and labels by the 20 classes", () =>
  withFolder(async (root) => {
    await write(root, "train");
    const data = await VOCDetection.open(root);
    const [, { boxes, labels }] = await data.get(0);
    assert.equal(boxes.format, "XYXY");
    assert.deepEqual([...boxes.data], [1, 2, 5.5, 6, 3, 1, 8, 4]);
    assert.deepEqual([...labels.hostData()], [9n, 15n]);
    assert.equal(data.classes[15], "person");
    assert.equal((await data.get(1))[1].boxes.length, 0);
  }));
