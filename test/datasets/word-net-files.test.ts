import assert from "node:assert/strict";
import { test } from "node:test";
import { WordNetFiles } from "../../src/datasets/word-net-files.ts";

class Two extends WordNetFiles {}

test("classes are the joined words, and every word leads to its label", () => {
  const place = { module: "", name: "Two", root: "data", samples: [["a.png", 1] as const] };
  const words = [["tench", "Tinca tinca"], ["cock"]];
  const two = new Two({ ...place, wnids: ["n01440764", "n01514668"], words }, {});
  assert.deepEqual(two.classes, ["tench, Tinca tinca", "cock"]);
  assert.deepEqual([two.classToIdx.get("Tinca tinca"), two.wnidToIdx.get("n01514668")], [0, 1]);
  assert.deepEqual([two.targets, two.length], [[1], 1]);
});
