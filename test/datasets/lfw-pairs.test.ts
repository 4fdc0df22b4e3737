import assert from "node:assert/strict";
import { it } from "node:test";
import { LFWPairs } from "../../src/datasets/index.ts";
import { Image } from "../../src/sample/index.ts";
import { fakeImage, writeFiles } from "./fake-files.ts";
import { withFolder } from "./temp-folder.ts";
import { half, replaced, visionSuite } from "./vision-suite.ts";

async function write(root: string, split: string): Promise<number> {
  const [list, head] = { "10fold": ["pairs.txt", "2\t1"], train: ["pairsDevTrain.txt", "1"] }[
    split
  ]! as [string, string];
  const pairs = ["Zico\t1\t2", "Zico\t2\tAda\t1", "Zico\t2\t1", "Ada\t1\tZico\t1"];
  await writeFiles(root, {
    [`lfw-py/${list}`]: `${[head, ...pairs].join("\n")}\n`,
    "lfw-py/lfw_funneled/Ada/Ada_0001.jpg": fakeImage(1),
    "lfw-py/lfw_funneled/Zico/Zico_0001.jpg": fakeImage(2),
    "lfw-py/lfw_funneled/Zico/Zico_0002.jpg": fakeImage(3),
  });
  return split === "train" ? 2 : 4;
}

visionSuite("LFWPairs", {
  open: async (root, options) => {
    const { transform } = options;
    // The suite counts draws by parts of a sample, of which two go through `transform` here.
    return LFWPairs.open(root, { ...options, transform: transform as never });
  },
  splits: { "10fold": {}, train: { split: "train" } },
  write,
  check([a, b, same], data) {
    assert.ok(a instanceof Image && b instanceof Image);
    assert.ok(same === 0 || same === 1);
    const { targets, pairNames } = data as unknown as LFWPairs;
    assert.deepEqual(targets.slice(0, 2), [1, 0]);
    assert.deepEqual(pairNames.slice(0, 2), [
      ["Zico", "Zico"],
      ["Zico", "Ada"],
    ]);
  },
  needed: ["lfw-py/pairs.txt", "lfw-py/lfw_funneled/Ada/Ada_0001.jpg"],
  damage: {
    "lfw-py/pairs.txt": [replaced("Zico\t2\tAda\t1", "Zico\t2\tAda"), /two names in line 3/],
    "lfw-py/pairs.txt head": [replaced("2\t1", "2"), /two numbers in line 1/],
    "lfw-py/lfw_funneled/Ada/Ada_0001.jpg": [half, /expected a JPEG/],
  },
  refused: [[{ split: "val" }, /one of 10fold, train, test/]],
});

it("LFWPairs pairs the pictures that the list names", () =>
  withFolder(async (root) => {
    await write(root, "10fold");
    const pairs = await LFWPairs.open(root);
    const places = Array.from({ length: 4 }, (_, i) => pairs.describe(i).match(/\w+(?=\.jpg)/g));
    assert.deepEqual(places, [
      ["Zico_0001", "Zico_0002"],
      ["Zico_0002", "Ada_0001"],
      ["Zico_0002", "Zico_0001"],
      ["Ada_0001", "Zico_0001"],
    ]);
  }));
