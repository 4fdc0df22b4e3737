import assert from "node:assert/strict";
import { it } from "node:test";
import {
  Cityscapes,
  type CityscapesInstances,
  cityscapesClasses,
} from "../../src/datasets/index.ts";
import { encodePng } from "../../src/io/index.ts";
import { Image, Mask } from "../../src/sample/index.ts";
import { makeZip } from "../support/archives.ts";
import { fakeImage, writeFiles } from "./fake-files.ts";
import { makeLabelPng } from "./fake-png.ts";
import { withFolder } from "./temp-folder.ts";
import { half, visionSuite } from "./vision-suite.ts";

const ids = Uint16Array.of(7, 7, 26001, 26000, 7, 26001, 24000, 23);
const semantic = Uint8Array.from(ids, (id) => (id >= 1000 ? Math.floor(id / 1000) : id));

async function files(split: string, kind: string): Promise<Record<string, Uint8Array>> {
  const out: Record<string, Uint8Array> = {};
  for (const [i, place] of [
    "zurich/zurich_000001_000019",
    "aachen/aachen_000000_000019",
  ].entries()) {
    const start = `${kind}/${split}/${place}_${kind}`;
    const picture = await encodePng(fakeImage(i, { width: 4, height: 2 }));
    out[`leftImg8bit/${split}/${place}_leftImg8bit.png`] = picture;
    out[`${start}_instanceIds.png`] = makeLabelPng(ids, [2, 4]);
    out[`${start}_labelIds.png`] = makeLabelPng(semantic, [2, 4]);
    out[`${start}_color.png`] = picture;
    out[`${start}_polygons.json`] = Buffer.from('{"objects":[]}');
  }
  return out;
}

visionSuite("Cityscapes", {
  open: (root, options) => Cityscapes.open(root, options),
  splits: {
    all: { targetType: ["instance", "semantic", "polygon", "color"] },
    train: {},
    val: { split: "val", targetType: "semantic" },
    train_extra: { split: "train_extra", mode: "coarse", targetType: "polygon" },
  },
  async write(root, split) {
    const kind = split === "train_extra" ? "gtCoarse" : "gtFine";
    await writeFiles(root, await files(split === "all" ? "train" : split, kind));
    return 2;
  },
  check([image, target], data) {
    assert.ok(image instanceof Image && image.channels === 3);
    const cities = (data as Cityscapes).images.map((path) => path.split("/").at(-2));
    assert.deepEqual(cities, ["aachen", "zurich"]);
    const parts = Array.isArray(target) ? target : [target];
    for (const part of parts)
      if (part instanceof Mask) assert.deepEqual([...part.data], [...semantic]);
      else if (part instanceof Image) assert.deepEqual(part.size, [2, 4]);
      else if ("objects" in part) assert.deepEqual(part, { objects: [] });
      else checkInstances(part);
  },
  needed: [
    "leftImg8bit/train",
    "gtFine/train",
    "gtFine/train/aachen/aachen_000000_000019_gtFine_labelIds.png",
    "gtFine/train/aachen/aachen_000000_000019_gtFine_polygons.json",
  ],
  damage: {
    "gtFine/train/aachen/aachen_000000_000019_gtFine_instanceIds.png": [half, /at byte \d+/],
    "gtFine/train/aachen/aachen_000000_000019_gtFine_polygons.json": [half, /expected JSON/],
  },
  refused: [
    [{ split: "train_extra" }, /one of train, test, val/],
    [{ mode: "coarse", split: "test" }, /one of train, train_extra, val/],
    [{ mode: "exact" }, /one of fine, coarse/],
  ],
});

function checkInstances({ masks, labels }: CityscapesInstances): void {
  assert.deepEqual([...labels.hostData()], [7n, 23n, 24n, 26n, 26n]);
  assert.deepEqual(masks.shape, [5, 2, 4]);
  const plane = (i: number) => [...masks.data.subarray(8 * i, 8 * i + 8)];
  assert.deepEqual(plane(0), [1, 1, 0, 0, 1, 0, 0, 0]);
  assert.deepEqual(plane(3), [0, 0, 0, 1, 0, 0, 0, 0]); // 26000
  assert.deepEqual(plane(4), [0, 0, 1, 0, 0, 1, 0, 0]); // 26001
}

it("Cityscapes is unpacked from its zips where folders are missing", () =>
  withFolder(async (root) => {
    const all = Object.entries(await files("val", "gtFine"));
    const zip = (start: string) =>
      makeZip(
        all
          .filter(([name]) => name.startsWith(start))
          .map(([name, content]) => ({ name, content })),
      );
    await writeFiles(root, { "gtFine_trainvaltest.zip": zip("gtFine") });
    await assert.rejects(Cityscapes.open(root, { split: "val" }), {
      code: "NOT_FOUND",
      hint: /leftImg8bit_trainvaltest\.zip and .*gtFine_trainvaltest\.zip/,
    });
    await writeFiles(root, { "leftImg8bit_trainvaltest.zip": zip("leftImg8bit") });
    assert.equal((await Cityscapes.open(root, { split: "val" })).length, 2);
  }));

it("Cityscapes has 35 classes, 19 of them to train with", () => {
  assert.equal(cityscapesClasses.length, 35);
  const trained = cityscapesClasses.filter(({ trainId }) => trainId >= 0 && trainId < 255);
  assert.deepEqual(
    trained.map(({ trainId }) => trainId),
    Array.from({ length: 19 }, (_, i) => i),
  );
  const road = cityscapesClasses.find(({ name }) => name === "road");
  assert.deepEqual([road?.id, road?.color], [7, [128, 64, 128]]);
});
