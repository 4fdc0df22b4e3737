import assert from "node:assert/strict";
import { it } from "node:test";
import { Caltech256 } from "../../src/datasets/index.ts";
import { Image } from "../../src/sample/index.ts";
import { fakeImage, writeFiles } from "./fake-files.ts";
import { withFolder } from "./temp-folder.ts";
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
    assert.ok(image instanceof Image);
    const grey = (data as Caltech256).samples.findIndex(([path]) => path.endsWith("002_0002.jpg"));
    if (image.channels === 1) assert.equal(grey, 2);
    assert.deepEqual((data as Caltech256).classes, ["001.ak47", "002.american-flag"]);
  },
  needed: [folder, `${folder}/001.ak47/001_0001.jpg`],
  damage: { [`${folder}/001.ak47/001_0001.jpg`]: [half, /expected a JPEG/] },
  address: /data\.caltech\.edu\/records\/.*256_ObjectCategories\.tar$/,
});

it("Caltech256 keeps grey pictures grey unless told otherwise", () =>
  withFolder(async (root) => {
    await writeFiles(root, { [`${folder}/001.ak47/1.jpg`]: fakeImage(1, { channels: 1 }) });
    const [asStored] = await (await Caltech256.open(root)).get(0);
    const [rgb] = await (await Caltech256.open(root, { decode: { mode: "rgb" } })).get(0);
    assert.deepEqual([asStored.channels, rgb.channels], [1, 3]);
  }));
