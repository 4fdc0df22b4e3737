import assert from "node:assert/strict";
import { Caltech256 } from "../../src/datasets/index.ts";
import { Image } from "../../src/sample/index.ts";
import { fakeImage, writeFiles } from "./fake-files.ts";
import { half, visionSuite } from "./vision-suite.ts";

const folder = "caltech256/256_ObjectCategories";

visionSuite("Caltech256", {
  open: (root, options) => Caltech256.open(root, options),
  splits: { all: {} },
  async write(root) {
    await writeFiles(root, {
      [`${folder}/001.ak47/001_0001.jpg`]: fakeImage(1),
      [`${folder}/002.american-flag/002_0001.jpg`]: fakeImage(2),
      [`${folder}/002.american-flag/002_0002.jpg`]: fakeImage(3, { channels: 1 }),
      [`${folder}/002.american-flag/RENAME2`]: "no picture",
    });
    return 3;
  },
  check([image], data) {
    assert.ok(image instanceof Image && image.channels === 3);
    assert.deepEqual((data as Caltech256).classes, ["001.ak47", "002.american-flag"]);
  },
  needed: [folder, `${folder}/001.ak47/001_0001.jpg`],
  damage: { [`${folder}/001.ak47/001_0001.jpg`]: [half, /expected a JPEG/] },
  address: /data\.caltech\.edu\/records\/.*256_ObjectCategories\.tar$/,
});
