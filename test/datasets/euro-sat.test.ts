import assert from "node:assert/strict";
import { EuroSAT } from "../../src/datasets/index.ts";
import { Image } from "../../src/sample/index.ts";
import { fakeImage, writeFiles } from "./fake-files.ts";
import { half, visionSuite } from "./vision-suite.ts";

visionSuite("EuroSAT", {
  open: (root, options) => EuroSAT.open(root, options),
  splits: { all: {} },
  async write(root) {
    await writeFiles(root, {
      "eurosat/2750/River/River_1.jpg": fakeImage(1),
      "eurosat/2750/Forest/Forest_2.jpg": fakeImage(2),
      "eurosat/2750/Forest/Forest_10.jpg": fakeImage(3),
    });
    return 3;
  },
  check([image], data) {
    assert.ok(image instanceof Image && image.channels === 3);
    assert.deepEqual((data as EuroSAT).classes, ["Forest", "River"]);
    const names = (data as EuroSAT).samples.map(([path]) => path.split("/").at(-1));
    assert.deepEqual(names, ["Forest_10.jpg", "Forest_2.jpg", "River_1.jpg"]);
  },
  needed: ["eurosat/2750", "eurosat/2750/River/River_1.jpg"],
  damage: { "eurosat/2750/Forest/Forest_2.jpg": [half, /Forest_2\.jpg: expected a JPEG/] },
  address: /huggingface\.co\/datasets\/torchgeo\/eurosat\/.*EuroSAT\.zip$/,
});
