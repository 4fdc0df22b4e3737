import assert from "node:assert/strict";
import { it } from "node:test";
import { CIFAR10 } from "../../src/datasets/index.ts";
import { Image } from "../../src/sample/index.ts";
import { pickleDict } from "../support/python2-pickle.ts";
import { batch, planeValue, records } from "./fake-cifar.ts";
import { writeFiles } from "./fake-files.ts";
import { withFolder } from "./temp-folder.ts";
import { half, visionSuite } from "./vision-suite.ts";

const names = ["airplane", "automobile", "bird"];
const py = "cifar-10-batches-py";
const bin = "cifar-10-batches-bin";

async function write(root: string, split: string): Promise<number> {
  const train = split.startsWith("train");
  const stems = train ? [1, 2, 3, 4, 5].map((i) => `data_batch_${i}`) : ["test_batch"];
  for (const [i, stem] of stems.entries())
    if (split.endsWith("binary"))
      await writeFiles(root, { [`${bin}/${stem}.bin`]: records(i, [[i % 3], [2]]) });
    else
      await writeFiles(root, { [`${py}/${stem}`]: batch(i, [i % 3, 2], { labels: [i % 3, 2] }) });
  if (split.endsWith("binary"))
    await writeFiles(root, { [`${bin}/batches.meta.txt`]: `${names.join("\n")}\n\n` });
  else
    await writeFiles(root, {
      [`${py}/batches.meta`]: pickleDict({ label_names: names, num_vis: 3072 }),
    });
  return train ? 10 : 2;
}

visionSuite("CIFAR10", {
  open: (root, options) => CIFAR10.open(root, options),
  splits: {
    train: {},
    test: { train: false },
    "train binary": {},
    "test binary": { train: false, format: "binary" },
  },
  write,
  check([image], data) {
    assert.ok(image instanceof Image && image.channels === 3);
    assert.deepEqual(image.size, [32, 32]);
    assert.deepEqual((data as CIFAR10).classes, names);
    const { targets } = data as CIFAR10;
    assert.deepEqual(targets, targets.length === 2 ? [0, 2] : [0, 2, 1, 2, 2, 2, 0, 2, 1, 2]);
  },
  needed: [`${py}/data_batch_3`, `${py}/batches.meta`],
  damage: {
    [`${py}/data_batch_2`]: [half, /data_batch_2 at byte \d+: expected/],
    [`${py}/data_batch_2 labels`]: [() => batch(1, [0, 1], { labels: [0] }), /2 labels/],
    [`${py}/data_batch_2 class`]: [
      () => batch(1, [0, 3], { labels: [0, 3] }),
      /labels from 0 to 2/,
    ],
    [`${py}/batches.meta`]: [() => pickleDict({ names }), /names of classes, label_names/],
    [`${py}/data_batch_1`]: [
      () => Buffer.from("\x80\x02cos\nsystem\nU\x02ls\x85R.", "latin1"),
      /the global os\.system/,
    ],
  },
  verified: true,
  refused: [[{ format: "matlab" }, /one of python, binary/]],
  address: /cs\.toronto\.edu\/~kriz\/cifar-10-python\.tar\.gz$/,
});

it("CIFAR10 puts the planes of its files side by side, and both forms are the same", () =>
  withFolder(async (root) => {
    await write(root, "train");
    await write(root, "train binary");
    const python = await CIFAR10.open(root, { verify: false });
    const binary = await CIFAR10.open(root, { format: "binary" });
    assert.deepEqual(binary.data, python.data);
    assert.deepEqual(binary.targets, python.targets);
    const [image] = await python.get(7); // image 1 of batch 4, written with seed 3
    for (const place of [
      [0, 0, 0],
      [0, 1, 0],
      [1, 0, 2],
      [31, 31, 1],
    ])
      assert.equal(
        image.data[(place[0]! * 32 + place[1]!) * 3 + place[2]!],
        planeValue(3, 1, place),
      );
  }));
