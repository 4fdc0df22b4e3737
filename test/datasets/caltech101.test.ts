import assert from "node:assert/strict";
import { join } from "node:path";
import { it } from "node:test";
import { gzipSync } from "node:zlib";
import { unpackInner } from "../../src/datasets/caltech101.ts";
import { Caltech101 } from "../../src/datasets/index.ts";
import { encodeJpeg } from "../../src/io/index.ts";
import { Image, KeyPoints } from "../../src/sample/index.ts";
import { makeTar } from "../support/archives.ts";
import { makeMat } from "../support/mat-writer.ts";
import { fakeImage, writeFiles } from "./fake-files.ts";
import { withFolder } from "./temp-folder.ts";
import { half, visionSuite } from "./vision-suite.ts";

const folder = "caltech101/101_ObjectCategories";
const outline = (...doubles: number[]) =>
  makeMat({
    obj_contour: { shape: [2, doubles.length / 2], doubles },
    box_coord: { shape: [1, 4], doubles: [1, 2, 3, 4] },
  });

visionSuite("Caltech101", {
  open: (root, options) => Caltech101.open(root, options),
  splits: { both: { targetType: ["category", "annotation"] }, category: {} },
  async write(root) {
    await writeFiles(root, {
      [`${folder}/BACKGROUND_Google/image_0001.jpg`]: fakeImage(9),
      [`${folder}/Faces/image_0001.jpg`]: fakeImage(1),
      [`${folder}/yin_yang/image_0001.jpg`]: fakeImage(2),
      [`${folder}/yin_yang/image_0002.jpg`]: fakeImage(3),
      "caltech101/Annotations/Faces_2/annotation_0001.mat": outline(1, 2, 3.5, 4, 5, 6),
      "caltech101/Annotations/yin_yang/annotation_0001.mat": outline(1, 2),
      "caltech101/Annotations/yin_yang/annotation_0002.mat": outline(7, 5, 0, 0),
    });
    return 3;
  },
  check([image, target], data) {
    assert.ok(image instanceof Image && image.channels === 3);
    assert.deepEqual((data as Caltech101).categories, ["Faces", "yin_yang"]);
    const [label, points] = Array.isArray(target) ? target : [target];
    assert.ok(label === 0 || label === 1);
    if (points === undefined) return;
    assert.ok(points instanceof KeyPoints);
    assert.deepEqual(points.canvasSize, [6, 8]);
    if (label === 0) assert.deepEqual([...points.data], [1, 2, 3.5, 4, 5, 6]);
  },
  needed: [folder, "caltech101/Annotations/Faces_2/annotation_0001.mat"],
  damage: {
    "caltech101/Annotations/Faces_2/annotation_0001.mat": [half, /annotation_0001\.mat at byte/],
    "caltech101/Annotations/yin_yang/annotation_0001.mat": [
      () => makeMat({ obj_contour: { shape: [1, 2], doubles: [1, 2] } }),
      /2 rows of numbers/,
    ],
    [`${folder}/Faces/image_0001.jpg`]: [half, /expected a JPEG/],
  },
  address: /data\.caltech\.edu\/records\/.*caltech-101\.zip$/,
});

it("Caltech101 is unpacked from the archives in its archive", () =>
  withFolder(async (root) => {
    const picture = await encodeJpeg(fakeImage(1));
    const photo = { name: "101_ObjectCategories/ant/image_0001.jpg", content: picture };
    const shape = { name: "Annotations/ant/annotation_0001.mat", content: outline(1, 2) };
    await writeFiles(root, {
      "caltech101/caltech-101/101_ObjectCategories.tar.gz": gzipSync(makeTar([photo])),
      "caltech101/caltech-101/Annotations.tar": makeTar([shape]),
      "caltech101/caltech-101/show_annotation.m": "% MATLAB",
    });
    await unpackInner(join(root, "caltech101"));
    const objects = await Caltech101.open(root, { targetType: "annotation" });
    const [, points] = await objects.get(0);
    assert.ok(points instanceof KeyPoints);
    assert.deepEqual([...points.data], [1, 2]);
  }));
