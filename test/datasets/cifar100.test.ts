import assert from "node:assert/strict";
import { it } from "node:test";
import { CIFAR100 } from "../../src/datasets/index.ts";
import { Image } from "../../src/sample/index.ts";
import { pickleDict } from "../support/python2-pickle.ts";
import { batch, records } from "./fake-cifar.ts";
import { writeFiles } from "./fake-files.ts";
import { withFolder } from "./temp-folder.ts";
import { half, visionSuite } from "./vision-suite.ts";

const names = ["apple", "bear", "chair", "dolphin"];

async function write(root: string, split: string): Promise<number> {
  const part = split.startsWith("train") ? "train" : "test";
  const labels = { fine_labels: [3, 0], coarse_labels: [1, 1] };
  if (split.endsWith("binary"))
    await writeFiles(root, {
      [`cifar-100-binary/${part}.bin`]: records(7, [
        [1, 3],
        [1, 0],
      ]),
      "cifar-100-binary/fine_label_names.txt": names.join("\n"),
    });
  else
    await writeFiles(root, {
      [`cifar-100-python/${part}`]: batch(7, [3, 0], labels),
      "cifar-100-python/meta": pickleDict({ fine_label_names: names, coarse_label_names: ["x"] }),
    });
  return 2;
}

visionSuite("CIFAR100", {
  open: (root, options) => CIFAR100.open(root, options),
  splits: { train: {}, test: { train: false }, "train binary": { format: "binary" } },
  write,
  check([image], data) {
    assert.ok(image instanceof Image && image.channels === 3);
    assert.deepEqual((data as CIFAR100).classes, names);
    assert.deepEqual((data as CIFAR100).targets, [3, 0]);
  },
  needed: ["cifar-100-python/train", "cifar-100-python/meta"],
  damage: { "cifar-100-python/train": [half, /train at byte \d+: expected/] },
  verified: true,
  address: /cs\.toronto\.edu\/~kriz\/cifar-100-python\.tar\.gz$/,
});

it("both forms of CIFAR100 are the same, and a cut binary file is noticed", () =>
  withFolder(async (root) => {
    await write(root, "train");
    await write(root, "train binary");
    const python = await CIFAR100.open(root, { verify: false });
    const binary = await CIFAR100.open(root, { format: "binary" });
    assert.deepEqual(binary.data, python.data);
    await writeFiles(root, { "cifar-100-binary/train.bin": records(7, [[1, 3]]).subarray(1) });
    await assert.rejects(CIFAR100.open(root, { format: "binary" }), /records of 3074 bytes/);
  }));
