import assert from "node:assert/strict";
import { it } from "node:test";
import { gzipSync } from "node:zlib";
import { FGVCAircraft } from "../../src/datasets/index.ts";
import { encodeJpeg } from "../../src/io/index.ts";
import { Image } from "../../src/sample/index.ts";
import { makeTar } from "../support/archives.ts";
import { giveFile, withServer } from "../support/file-server.ts";
import { fakeImage, writeFiles } from "./fake-files.ts";
import { withFolder } from "./temp-folder.ts";
import { half, replaced, visionSuite } from "./vision-suite.ts";

const data = "fgvc-aircraft-2013b/data";

visionSuite("FGVCAircraft", {
  open: (root, options) => FGVCAircraft.open(root, options),
  splits: {
    trainval: {},
    test: { split: "test", annotationLevel: "family" },
    val: { split: "val", annotationLevel: "manufacturer" },
  },
  async write(root, split) {
    const level = { trainval: "variant", test: "family", val: "manufacturer" }[split]!;
    const list = { variant: "variants", family: "families", manufacturer: "manufacturers" }[level];
    await writeFiles(root, {
      [`${data}/${list}.txt`]: "707-320\nA300 B4 \n",
      [`${data}/images_${level}_${split}.txt`]: "0034309 A300 B4\n0034310 707-320\n",
      [`${data}/images/0034309.jpg`]: fakeImage(1),
      [`${data}/images/0034310.jpg`]: fakeImage(2),
    });
    return 2;
  },
  check([image], set) {
    assert.ok(image instanceof Image && image.channels === 3);
    assert.deepEqual((set as FGVCAircraft).classes, ["707-320", "A300 B4"]);
    assert.deepEqual((set as FGVCAircraft).targets, [1, 0]);
  },
  needed: [
    `${data}/variants.txt`,
    `${data}/images_variant_trainval.txt`,
    `${data}/images/0034310.jpg`,
  ],
  damage: {
    [`${data}/images_variant_trainval.txt`]: [replaced("A300", "A310"), /line 1/],
    [`${data}/images/0034310.jpg`]: [half, /expected a JPEG/],
  },
  refused: [
    [{ split: "all" }, /one of train, val, trainval, test/],
    [{ annotationLevel: "colour" }, /one of variant, family, manufacturer/],
  ],
  address: /fgvc-aircraft-2013b\.tar\.gz$/,
});

it("FGVCAircraft is fetched, unpacked and read in one call, and not fetched again", () =>
  withFolder(async (root) => {
    const picture = await encodeJpeg(fakeImage(1));
    const archive = makeTar([
      { name: `${data}/variants.txt`, content: "A310\n" },
      { name: `${data}/images_variant_trainval.txt`, content: "1 A310\n" },
      { name: `${data}/images/1.jpg`, content: picture },
    ]);
    await withServer(giveFile(gzipSync(archive)), async (fetch, asked) => {
      for (let i = 0; i < 2; i++) {
        const planes = await FGVCAircraft.open(root, { download: { fetch } });
        assert.equal(planes.length, 1);
        assert.equal((await planes.get(0))[0].width, 8);
      }
      assert.equal(asked.length, 1);
    });
  }));
