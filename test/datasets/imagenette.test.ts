import assert from "node:assert/strict";
import { it } from "node:test";
import { Imagenette } from "../../src/datasets/index.ts";
import { Image } from "../../src/sample/index.ts";
import { fakeImage, writeFiles } from "./fake-files.ts";
import { withFolder } from "./temp-folder.ts";
import { half, visionSuite } from "./vision-suite.ts";

visionSuite("Imagenette", {
  open: (root, options) => Imagenette.open(root, options),
  splits: {
    train: {},
    val: { split: "val", size: "320px" },
    small: { split: "val", size: "160px" },
  },
  async write(root, split) {
    const folder = { train: "imagenette2/train", val: "imagenette2-320/val" }[split];
    await writeFiles(root, {
      [`${folder ?? "imagenette2-160/val"}/n03888257/1.JPEG`]: fakeImage(1),
      [`${folder ?? "imagenette2-160/val"}/n01440764/2.jpeg`]: fakeImage(2),
      [`${folder ?? "imagenette2-160/val"}/n01440764/no.jpg`]: fakeImage(3),
    });
    return 2;
  },
  check([image], data) {
    assert.ok(image instanceof Image && image.channels === 3);
    const { classes, wnids, classToIdx, wnidToIdx } = data as Imagenette;
    assert.deepEqual(classes, ["tench, Tinca tinca", "parachute, chute"]);
    assert.deepEqual(wnids, ["n01440764", "n03888257"]);
    assert.equal(wnidToIdx.get("n03888257"), 1);
    assert.equal(classToIdx.get("chute"), 1);
  },
  needed: ["imagenette2/train", "imagenette2/train/n01440764"].slice(0, 1),
  damage: { "imagenette2/train/n03888257/1.JPEG": [half, /1\.JPEG: expected a JPEG/] },
  refused: [
    [{ split: "test" }, /one of train, val/],
    [{ size: "64px" }, /one of full, 320px, 160px/],
  ],
  address: /s3\.amazonaws\.com\/fast-ai-imageclas\/imagenette2\.tgz$/,
});

it("Imagenette refuses folders of other classes", () =>
  withFolder(async (root) => {
    await writeFiles(root, { "imagenette2/train/n00000000/1.jpeg": fakeImage(1) });
    await assert.rejects(Imagenette.open(root), { code: "INVALID_FILE", got: "n00000000" });
  }));
