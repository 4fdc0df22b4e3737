import assert from "node:assert/strict";
import { VOCSegmentation } from "../../src/datasets/index.ts";
import { Image, Mask } from "../../src/sample/index.ts";
import { fakeImage, writeFiles } from "./fake-files.ts";
import { makeLabelPng } from "./fake-png.ts";
import { half, visionSuite } from "./vision-suite.ts";

const labels = Uint8Array.from({ length: 48 }, (_, i) => (i % 10 === 9 ? 255 : i % 21));
const png = makeLabelPng(labels, [6, 8], { palette: true });
const folder = "VOCdevkit/VOC2012";

visionSuite("VOCSegmentation", {
  open: (root, options) => VOCSegmentation.open(root, options),
  splits: { train: {}, val: { imageSet: "val" } },
  async write(root, split) {
    await writeFiles(root, {
      [`${folder}/ImageSets/Segmentation/${split}.txt`]: "a\nb\n",
      [`${folder}/JPEGImages/a.jpg`]: fakeImage(1),
      [`${folder}/JPEGImages/b.jpg`]: fakeImage(2),
      [`${folder}/SegmentationClass/a.png`]: png,
      [`${folder}/SegmentationClass/b.png`]: png,
    });
    return 2;
  },
  check([image, mask], data) {
    assert.ok(image instanceof Image && image.channels === 3);
    assert.ok(mask instanceof Mask);
    assert.deepEqual([...mask.data], [...labels]); // the places in the palette, not its colours
    assert.deepEqual(mask.size, [6, 8]);
    assert.equal((data as VOCSegmentation).classes[20], "tvmonitor");
  },
  needed: [`${folder}/ImageSets/Segmentation/train.txt`, `${folder}/SegmentationClass/b.png`],
  damage: {
    [`${folder}/SegmentationClass/a.png`]: [half, /a\.png at byte \d+/],
    [`${folder}/JPEGImages/a.jpg`]: [half, /expected a JPEG/],
  },
  refused: [[{ imageSet: "all" }, /one of train, trainval, val/]],
  address: /VOCtrainval_11-May-2012\.tar$/,
});
