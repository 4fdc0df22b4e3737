import assert from "node:assert/strict";
import { join } from "node:path";
import { it } from "node:test";
import { exists } from "../../src/datasets/fetch-files.ts";
import { Places365 } from "../../src/datasets/index.ts";
import { nameImages } from "../../src/datasets/places365.ts";
import { Image } from "../../src/sample/index.ts";
import { fakeImage, writeFiles } from "./fake-files.ts";
import { withFolder } from "./temp-folder.ts";
import { replaced, visionSuite } from "./vision-suite.ts";

visionSuite("Places365", {
  open: (root, options) => Places365.open(root, options),
  splits: {
    "train-standard": {},
    val: { split: "val", small: true },
    "train-challenge": { split: "train-challenge" },
  },
  async write(root, split) {
    const [list, folder] = {
      "train-standard": ["places365_train_standard.txt", "data_large_standard"],
      val: ["places365_val.txt", "val_256"],
      "train-challenge": ["places365_train_challenge.txt", "data_large_challenge"],
    }[split]! as [string, string];
    await writeFiles(root, {
      "categories_places365.txt": "/z/zoo 364\n/a/airfield 0\n",
      [list]: "/z/zoo/1.jpg 364\n/a/airfield/2.jpg 0\n",
      [`${folder}/z/zoo/1.jpg`]: fakeImage(1),
      [`${folder}/a/airfield/2.jpg`]: fakeImage(2),
    });
    return 2;
  },
  check([image, label], data) {
    assert.ok(image instanceof Image && image.channels === 3);
    assert.ok(label === 364 || label === 0);
    assert.deepEqual((data as Places365).classes, ["/a/airfield", "/z/zoo"]);
    assert.equal((data as Places365).classToIdx.get("/z/zoo"), 364);
  },
  needed: [
    "categories_places365.txt",
    "places365_train_standard.txt",
    "data_large_standard/z/zoo/1.jpg",
  ],
  damage: {
    "places365_train_standard.txt": [replaced("364", "365"), /a label 0 to 364 in line 1/],
    "categories_places365.txt": [replaced("zoo 364", "zoo"), /line 1/],
  },
  verified: true,
  refused: [[{ split: "train" }, /one of train-standard, train-challenge, val/]],
  address: /data\.csail\.mit\.edu\/places\/places365\/filelist_places365-standard\.tar$/,
});

it("Places365 gives the folders of training archives the variant's name", () =>
  withFolder(async (root) => {
    await writeFiles(root, {
      "data_256/a/1.jpg": "x",
      "data_large/a/1.jpg": "x",
      "val_256/1.jpg": "x",
    });
    await nameImages(root, "train-standard", true);
    await nameImages(root, "train-challenge", false);
    await nameImages(root, "val", true);
    for (const path of [
      "data_256_standard/a/1.jpg",
      "data_large_challenge/a/1.jpg",
      "val_256/1.jpg",
    ])
      assert.ok(await exists(join(root, path)), path);
  }));
