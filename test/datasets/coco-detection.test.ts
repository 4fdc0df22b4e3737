import assert from "node:assert/strict";
import { join } from "node:path";
import { it } from "node:test";
import {
  CocoDetection,
  type CocoDetectionOptions,
  type CocoTarget,
} from "../../src/datasets/index.ts";
import { BoundingBoxes, Image, KeyPoints, Mask } from "../../src/sample/index.ts";
import { Tensor } from "../../src/tensor/index.ts";
import { fakeImage, writeFiles } from "./fake-files.ts";
import { withFolder } from "./temp-folder.ts";
import { half, replaced, visionSuite } from "./vision-suite.ts";

const content = {
  images: [
    { id: 9, file_name: "b.jpg", height: 6, width: 8 },
    { id: 3, file_name: "sub/a.jpg", height: 6, width: 8 },
  ],
  annotations: [
    {
      id: 1,
      image_id: 9,
      category_id: 44,
      bbox: [1, 2, 3, 2.5],
      area: 7.5,
      iscrowd: 0,
      segmentation: [[1, 2, 4, 2, 4, 4, 1, 4]],
      keypoints: [1, 2, 2, 0, 0, 0],
    },
    {
      id: 2,
      image_id: 9,
      category_id: 1,
      bbox: [0, 0, 8, 6],
      area: 48,
      iscrowd: 1,
      segmentation: { size: [6, 8], counts: [0, 6, 42] },
      keypoints: [7, 5, 1, 3, 3, 2],
    },
    { id: 5, image_id: 1000, category_id: 1, bbox: [0, 0, 1, 1] },
  ],
  categories: [
    { id: 1, name: "person" },
    { id: 44, name: "bottle" },
  ],
};

async function write(root: string): Promise<number> {
  await writeFiles(root, {
    "val/b.jpg": fakeImage(1),
    "val/sub/a.jpg": fakeImage(2),
    "instances.json": JSON.stringify(content),
  });
  return 2;
}

const open = (root: string, options: object) =>
  CocoDetection.open(join(root, "val"), {
    annFile: join(root, "instances.json"),
    ...options,
  } as CocoDetectionOptions);

visionSuite("CocoDetection", {
  open,
  splits: { all: { targetKeys: "all" }, usual: {} },
  write,
  check([image, target], data) {
    assert.ok(image instanceof Image && image.channels === 3);
    const { boxes, labels, imageId } = target as CocoTarget;
    assert.ok(boxes instanceof BoundingBoxes && labels instanceof Tensor);
    assert.ok(imageId === 3 || imageId === 9);
    assert.deepEqual((data as CocoDetection).ids, [3, 9]);
  },
  needed: ["instances.json", "val/sub/a.jpg"],
  damage: {
    "instances.json": [half, /instances\.json: expected JSON/],
    "instances.json images": [() => Buffer.from('{"annotations":[]}'), /a list images/],
    "instances.json box": [replaced("[1,2,3,2.5]", "[1,2,3]"), /numbers as bbox in annotation 1/],
    "instances.json mask": [
      replaced("[0,6,42]", "[0,6,43]"),
      /polygons or run lengths in annotation 2/,
    ],
    "instances.json points": [replaced("[7,5,1,3,3,2]", "[7,5,1,3]"), /keypoints in threes/],
    "val/b.jpg": [half, /expected a JPEG/],
  },
});

it("CocoDetection gives boxes, masks and key points as sample types", () =>
  withFolder(async (root) => {
    await write(root);
    const data = await open(root, { targetKeys: "all" });
    const [, target] = await data.get(1);
    const size = [6, 8];
    assert.deepEqual([...target.boxes!.data], [1, 2, 4, 4.5, 0, 0, 8, 6]);
    assert.deepEqual([target.boxes!.format, target.boxes!.canvasSize], ["XYXY", size]);
    assert.deepEqual([...target.labels!.hostData()], [44n, 1n]);
    assert.deepEqual([...target.iscrowd!.hostData()], [0n, 1n]);
    assert.deepEqual([...target.area!.hostData()], [7.5, 48]);
    assert.ok(target.masks instanceof Mask);
    assert.deepEqual(target.masks.shape, [2, 6, 8]);
    const masks = Uint8Array.from(target.masks.data);
    const planes = [masks.subarray(0, 48), masks.subarray(48)];
    assert.deepEqual(
      planes.map((plane) => plane.reduce((sum, one) => sum + one, 0)),
      [6, 6],
    );
    assert.equal(planes[0]![2 * 8 + 1], 1); // row 2, column 1
    assert.equal(planes[1]![5 * 8], 1); // the first column down
    assert.ok(target.keypoints instanceof KeyPoints);
    assert.deepEqual([...target.keypoints.data], [1, 2, 0, 0, 7, 5, 3, 3]);
    assert.deepEqual([...target.visibility!.hostData()], [2n, 0n, 1n, 2n]);
    assert.deepEqual(target.annotations, content.annotations.slice(0, 2));
    const [, empty] = await data.get(0);
    assert.deepEqual([empty.imageId, empty.boxes!.length, empty.masks!.shape], [3, 0, [0, 6, 8]]);
    assert.deepEqual(Object.keys(empty), Object.keys(target));
    assert.deepEqual(data.categories, content.categories);
    await assert.rejects(open(root, { targetKeys: ["mask"] }), /one of imageId, boxes/);
  }));
