import assert from "node:assert/strict";
import { LFWPeople } from "../../src/datasets/index.ts";
import { Image } from "../../src/sample/index.ts";
import { fakeImage, writeFiles } from "./fake-files.ts";
import { half, replaced, visionSuite } from "./vision-suite.ts";

visionSuite("LFWPeople", {
  open: (root, options) => LFWPeople.open(root, options),
  splits: {
    "10fold": {},
    train: { split: "train", imageSet: "original" },
    test: { split: "test", imageSet: "deepfunneled" },
  },
  async write(root, split) {
    const [list, folder, text] = {
      "10fold": [
        "people.txt",
        "lfw_funneled",
        "2\n1\nAaron_Eckhart\t1\n2\nZico\t2\nAaron_Eckhart\t1\n",
      ],
      train: ["peopleDevTrain.txt", "lfw", "2\nZico\t2\nAaron_Eckhart\t1\n"],
      test: ["peopleDevTest.txt", "lfw-deepfunneled", "1\nZico\t1\n"],
    }[split]! as [string, string, string];
    await writeFiles(root, {
      [`lfw-py/${list}`]: text,
      "lfw-py/lfw-names.txt": "Aaron_Eckhart 1\nZico 3\n",
      [`lfw-py/${folder}/Aaron_Eckhart/Aaron_Eckhart_0001.jpg`]: fakeImage(1),
      [`lfw-py/${folder}/Zico/Zico_0001.jpg`]: fakeImage(2),
      [`lfw-py/${folder}/Zico/Zico_0002.jpg`]: fakeImage(3),
    });
    return { "10fold": 4, train: 3, test: 1 }[split]!;
  },
  check([image], data) {
    assert.ok(image instanceof Image && image.channels === 3);
    const { targets, length } = data as LFWPeople;
    assert.deepEqual(targets, { 4: [0, 1, 1, 0], 3: [1, 1, 0], 1: [1] }[length]);
  },
  needed: [
    "lfw-py/people.txt",
    "lfw-py/lfw-names.txt",
    "lfw-py/lfw_funneled",
    "lfw-py/lfw_funneled/Zico/Zico_0002.jpg",
  ],
  damage: {
    "lfw-py/people.txt": [replaced("Zico", "Nobody"), /a person of lfw-names\.txt.* line 5/],
    "lfw-py/people.txt cut": [(bytes) => bytes.subarray(0, 20), /in line 4/],
    "lfw-py/lfw_funneled/Zico/Zico_0002.jpg": [half, /expected a JPEG/],
  },
  refused: [
    [{ split: "val" }, /one of 10fold, train, test/],
    [{ imageSet: "raw" }, /one of original, funneled, deepfunneled/],
    [{ download: true }, /cannot be fetched/],
  ],
});
