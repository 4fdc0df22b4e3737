import assert from "node:assert/strict";
import { Country211 } from "../../src/datasets/index.ts";
import { Image } from "../../src/sample/index.ts";
import { fakeImage, writeFiles } from "./fake-files.ts";
import { half, visionSuite } from "./vision-suite.ts";

visionSuite("Country211", {
  open: (root, options) => Country211.open(root, options),
  splits: { train: {}, valid: { split: "valid" }, test: { split: "test" } },
  async write(root, split) {
    await writeFiles(root, {
      [`country211/${split}/AD/1.jpg`]: fakeImage(1),
      [`country211/${split}/ZW/2.jpg`]: fakeImage(2),
    });
    return 2;
  },
  check([image], data) {
    assert.ok(image instanceof Image && image.channels === 3);
    assert.deepEqual(
      [...(data as Country211).classToIdx],
      [
        ["AD", 0],
        ["ZW", 1],
      ],
    );
  },
  needed: ["country211/train", "country211/train/AD/1.jpg"],
  damage: { "country211/train/ZW/2.jpg": [half, /2\.jpg: expected a JPEG/] },
  refused: [[{ split: "val" }, /one of train, valid, test/]],
  address: /country211\.tgz$/,
});
