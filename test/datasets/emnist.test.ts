import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { it } from "node:test";
import { moveUp } from "../../src/datasets/emnist.ts";
import { exists } from "../../src/datasets/fetch-files.ts";
import { EMNIST, type EMNISTOptions } from "../../src/datasets/index.ts";
import { Image } from "../../src/sample/index.ts";
import { writeFakeSplit } from "./fake-idx.ts";
import { withFolder } from "./temp-folder.ts";
import { half, visionSuite } from "./vision-suite.ts";

const splits = ["byclass", "bymerge", "balanced", "letters", "digits", "mnist"];

async function write(root: string, name: string): Promise<number> {
  const raw = join(root, "EMNIST", "raw");
  await mkdir(raw, { recursive: true });
  const [split, part] = name.split(" ");
  const stem = join(raw, `emnist-${split}-${part}`);
  return writeFakeSplit(`${stem}-images-idx3-ubyte`, `${stem}-labels-idx1-ubyte`);
}

visionSuite("EMNIST", {
  open: (root, options) => EMNIST.open(root, options as unknown as EMNISTOptions),
  splits: Object.fromEntries([
    ...splits.map((split) => [`${split} train`, { split }]),
    ...splits.map((split) => [`${split} test`, { split, train: false }]),
  ]),
  write,
  check([image], data) {
    assert.ok(image instanceof Image && image.channels === 1);
    assert.ok([62, 47, 27, 10].includes((data as EMNIST).classes.length));
  },
  needed: ["EMNIST/raw/emnist-byclass-train-images-idx3-ubyte"],
  damage: {
    "EMNIST/raw/emnist-byclass-train-images-idx3-ubyte": [half, /bytes for the dimensions/],
  },
  refused: [[{ split: "byname" }, /one of byclass, bymerge, balanced, letters, digits, mnist/]],
  address: /biometrics\.nist\.gov\/cs_links\/EMNIST\/gzip\.zip$/,
});

it("EMNIST has torchvision's classes", () =>
  withFolder(async (root) => {
    const classes = async (split: EMNISTOptions["split"]) => {
      await write(root, `${split} train`);
      return (await EMNIST.open(root, { split })).classes.join("");
    };
    const capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    assert.equal(await classes("byclass"), `0123456789${capitals}${capitals.toLowerCase()}`);
    assert.equal(await classes("balanced"), `0123456789${capitals}abdefghnqrt`);
    assert.equal(await classes("letters"), `N/A${capitals.toLowerCase()}`);
    assert.equal(await classes("digits"), "0123456789");
  }));

it("EMNIST's files are taken out of the folder that the archive holds", () =>
  withFolder(async (root) => {
    await mkdir(join(root, "gzip"));
    const stem = join(root, "gzip", "emnist-digits-test");
    await writeFakeSplit(`${stem}-images-idx3-ubyte.gz`, `${stem}-labels-idx1-ubyte.gz`);
    await moveUp(join(root, "gzip"), root);
    assert.equal(await exists(join(root, "gzip")), false);
    assert.equal((await EMNIST.open(root, { split: "digits", train: false })).length, 7);
  }));
