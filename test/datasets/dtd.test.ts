import assert from "node:assert/strict";
import { DTD } from "../../src/datasets/index.ts";
import { Image } from "../../src/sample/index.ts";
import { fakeImage, writeFiles } from "./fake-files.ts";
import { half, replaced, visionSuite } from "./vision-suite.ts";

visionSuite("DTD", {
  open: (root, options) => DTD.open(root, options),
  splits: { train: {}, val: { split: "val" }, test: { split: "test", partition: 10 } },
  async write(root, split) {
    const list = { train: "train1", val: "val1", test: "test10" }[split]!;
    const names = ["woven/woven_1.jpg", "banded/banded_2.jpg", "woven/woven_3.jpg"];
    const images = names.map((name, i) => [`dtd/dtd/images/${name}`, fakeImage(i)]);
    await writeFiles(root, Object.fromEntries(images));
    await writeFiles(root, { [`dtd/dtd/labels/${list}.txt`]: `${names.join("\n")}\n` });
    return 3;
  },
  check([image, label], data) {
    assert.ok(image instanceof Image && image.channels === 3);
    assert.ok(label === 0 || label === 1);
    assert.deepEqual((data as DTD).classes, ["banded", "woven"]);
    assert.deepEqual((data as DTD).targets, [1, 0, 1]);
  },
  needed: ["dtd/dtd/labels/train1.txt", "dtd/dtd/images/banded/banded_2.jpg"],
  damage: {
    "dtd/dtd/labels/train1.txt": [replaced("banded/banded_2.jpg", "banded_2.jpg"), /line 2/],
    "dtd/dtd/images/banded/banded_2.jpg": [half, /a JPEG image that is whole/],
  },
  refused: [
    [{ split: "all" }, /one of train, val, test/],
    [{ partition: 11 }, /partition to be a whole number in \[1, 10\]/],
  ],
  address: /robots\.ox\.ac\.uk.*dtd-r1\.0\.1\.tar\.gz$/,
});
