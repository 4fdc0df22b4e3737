import assert from "node:assert/strict";
import { CelebA } from "../../src/datasets/index.ts";
import { BoundingBoxes, Image, KeyPoints } from "../../src/sample/index.ts";
import { fakeImage, writeFiles } from "./fake-files.ts";
import { half, replaced, visionSuite } from "./vision-suite.ts";

const files = ["000001.jpg", "000002.jpg", "000003.jpg", "000004.jpg"];
const rows = (row: (i: number) => string) => files.map((file, i) => `${file} ${row(i)}`).join("\n");
const attributes = Array.from({ length: 40 }, (_, i) => `Attr_${i}`).join(" ");

visionSuite("CelebA", {
  open: (root, options) => CelebA.open(root, options),
  splits: {
    all: { split: "all", targetType: ["attr", "identity", "bbox", "landmarks"] },
    train: {},
    valid: { split: "valid", targetType: "bbox" },
    test: { split: "test", targetType: "landmarks" },
  },
  async write(root, split) {
    await writeFiles(root, {
      "celeba/list_eval_partition.txt": rows((i) => String([0, 0, 1, 2][i])),
      "celeba/identity_CelebA.txt": rows((i) => String(2880 + i)),
      "celeba/list_attr_celeba.txt": `4\n${attributes} \n${rows((i) => Array.from({ length: 40 }, (_, k) => ((k + i) % 2 ? " 1" : "-1")).join(" "))}\n`,
      "celeba/list_bbox_celeba.txt": `4\nimage_id x_1 y_1 width height\n${rows((i) => `  ${i}  1  3   2`)}\n`,
      "celeba/list_landmarks_align_celeba.txt": `4\nlefteye_x ...\n${rows((i) => `1 2 3 4 5 0 6 1 7 ${i}`)}\n`,
    });
    for (const [i, file] of files.entries())
      await writeFiles(root, { [`celeba/img_align_celeba/${file}`]: fakeImage(i) });
    return { all: 4, train: 2, valid: 1, test: 1 }[split]!;
  },
  check([image, target], data) {
    assert.ok(image instanceof Image && image.channels === 3);
    assert.equal((data as CelebA).attrNames.length, 40);
    if (target instanceof BoundingBoxes) {
      assert.deepEqual([...target.data], [2, 1, 5, 3]); // picture 2: x 2, y 1, 3 x 2
      assert.equal(target.format, "XYXY");
    } else if (target instanceof KeyPoints) {
      assert.deepEqual([...target.data], [1, 2, 3, 4, 5, 0, 6, 1, 7, 3]);
    } else {
      assert.ok(Array.isArray(target));
      const [attr, identity, boxes, points] = target.length === 4 ? target : [target];
      assert.ok(attr.length === 40 && attr.every((one: number) => one === 0 || one === 1));
      assert.equal(attr[0] + attr[1], 1);
      if (target.length !== 4) return;
      assert.ok(identity >= 2880 && identity < 2884);
      assert.ok(boxes instanceof BoundingBoxes && points instanceof KeyPoints);
    }
  },
  needed: [
    "celeba/list_eval_partition.txt",
    "celeba/list_bbox_celeba.txt",
    "celeba/img_align_celeba",
    "celeba/img_align_celeba/000002.jpg",
  ],
  damage: {
    "celeba/list_bbox_celeba.txt": [replaced("  1  3   2", "  1  3"), /4 numbers in line 3/],
    "celeba/identity_CelebA.txt": [replaced("000002", "000009"), /files of list_eval_partition/],
    "celeba/img_align_celeba/000002.jpg": [half, /expected a JPEG/],
  },
  verified: true,
  refused: [
    [{ split: "val" }, /one of train, valid, test, all/],
    [{ download: true }, /cannot be fetched/],
  ],
});
