import assert from "node:assert/strict";
import { Food101 } from "../../src/datasets/index.ts";
import { Image } from "../../src/sample/index.ts";
import { fakeImage, writeFiles } from "./fake-files.ts";
import { half, visionSuite } from "./vision-suite.ts";

visionSuite("Food101", {
  open: (root, options) => Food101.open(root, options),
  splits: { train: {}, test: { split: "test" } },
  async write(root, split) {
    const lists = { pho: ["pho/11", "pho/2"], apple_pie: ["apple_pie/7"] };
    await writeFiles(root, {
      [`food-101/meta/${split}.json`]: JSON.stringify(lists),
      "food-101/images/pho/11.jpg": fakeImage(1),
      "food-101/images/pho/2.jpg": fakeImage(2),
      "food-101/images/apple_pie/7.jpg": fakeImage(3),
    });
    return 3;
  },
  check([image], data) {
    assert.ok(image instanceof Image && image.channels === 3);
    assert.deepEqual((data as Food101).classes, ["apple_pie", "pho"]);
    assert.deepEqual((data as Food101).targets, [1, 1, 0]); // the file's order
  },
  needed: ["food-101/meta/train.json", "food-101/images/pho/2.jpg"],
  damage: {
    "food-101/meta/train.json": [half, /expected JSON/],
    "food-101/meta/train.json as numbers": [() => Buffer.from('{"pho":[1]}'), /lists of images/],
    "food-101/images/pho/2.jpg": [half, /2\.jpg: expected a JPEG/],
  },
  refused: [[{ split: "val" }, /one of train, test/]],
  address: /data\.vision\.ee\.ethz\.ch\/cvl\/food-101\.tar\.gz$/,
});
