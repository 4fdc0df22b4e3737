import assert from "node:assert/strict";
import { SUN397 } from "../../src/datasets/index.ts";
import { Image } from "../../src/sample/index.ts";
import { fakeImage, writeFiles } from "./fake-files.ts";
import { half, replaced, visionSuite } from "./vision-suite.ts";

visionSuite("SUN397", {
  open: (root, options) => SUN397.open(root, options),
  splits: { all: {} },
  async write(root) {
    await writeFiles(root, {
      "SUN397/ClassName.txt": "/a/abbey\n/a/apse/indoor\n/z/zoo\n",
      "SUN397/z/zoo/sun_1.jpg": fakeImage(1),
      "SUN397/a/apse/indoor/sun_2.jpg": fakeImage(2),
      "SUN397/a/abbey/sun_3.jpg": fakeImage(3),
      "SUN397/a/abbey/other.jpg": fakeImage(4),
    });
    return 3;
  },
  check([image], data) {
    assert.ok(image instanceof Image && image.channels === 3);
    assert.deepEqual((data as SUN397).classes, ["abbey", "apse/indoor", "zoo"]);
    assert.deepEqual((data as SUN397).targets, [0, 1, 2]);
  },
  needed: ["SUN397/ClassName.txt", "SUN397"],
  damage: {
    "SUN397/ClassName.txt": [replaced("/z/zoo", "/z/park"), /the folder of a class/],
    "SUN397/z/zoo/sun_1.jpg": [half, /sun_1\.jpg: expected a JPEG/],
  },
  address: /vision\.princeton\.edu.*SUN397\.tar\.gz$/,
});
