import assert from "node:assert/strict";
import { GTSRB } from "../../src/datasets/index.ts";
import { Image } from "../../src/sample/index.ts";
import { fakeImage, writeFiles } from "./fake-files.ts";
import { half, replaced, visionSuite } from "./vision-suite.ts";

visionSuite("GTSRB", {
  open: (root, options) => GTSRB.open(root, options),
  splits: { test: { split: "test" }, train: {} },
  async write(root, split) {
    if (split === "train")
      await writeFiles(root, {
        "gtsrb/GTSRB/Training/00000/00000_1.ppm": fakeImage(1),
        "gtsrb/GTSRB/Training/00001/00000_2.ppm": fakeImage(2),
        "gtsrb/GTSRB/Training/00001/GT-00001.csv": "Filename;Width",
      });
    else
      await writeFiles(root, {
        "gtsrb/GTSRB/Final_Test/Images/00000.ppm": fakeImage(1),
        "gtsrb/GTSRB/Final_Test/Images/00001.ppm": fakeImage(2),
        "gtsrb/GT-final_test.csv":
          "Filename;Width;Height;Roi.X1;ClassId\n00000.ppm;8;6;1;16\n00001.ppm;8;6;1;1\n",
      });
    return 2;
  },
  check([image], data) {
    assert.ok(image instanceof Image);
    const seed = (data as GTSRB).samples.findIndex(([path]) => path.includes("00001.ppm"));
    if (seed === 1) assert.deepEqual((data as GTSRB).targets, [16, 1]);
    else assert.deepEqual((data as GTSRB).targets, [0, 1]);
    const pixels = [fakeImage(1), fakeImage(2)].map(({ data }) => Buffer.from(data as Uint8Array));
    assert.ok(
      pixels.some((one) => one.equals(image.data as Uint8Array)),
      "PPM is exact",
    );
  },
  needed: ["gtsrb/GT-final_test.csv", "gtsrb/GTSRB/Final_Test/Images/00001.ppm"],
  damage: {
    "gtsrb/GT-final_test.csv": [replaced(";16\n", ";43\n"), /a class below 43 in line 2/],
    "gtsrb/GT-final_test.csv head": [replaced("ClassId", "Class"), /columns Filename and ClassId/],
    "gtsrb/GTSRB/Final_Test/Images/00001.ppm": [half, /00001\.ppm: expected a binary PGM or PPM/],
  },
  refused: [[{ split: "val" }, /one of train, test/]],
  address: /sid\.erda\.dk\/public\/archives\/.*\/GTSRB_Final_Test_Images\.zip$/,
});
