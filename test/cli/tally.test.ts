import assert from "node:assert/strict";
import { test } from "node:test";
import { Tally } from "../../src/cli/tally.ts";

test("counts by true and predicted class", () => {
  const tally = new Tally(["a", "b", "c"]);
  tally.add(0, [0, 1, 2]);
  tally.add(0, [1, 0, 2]);
  tally.add(0, [1, 2]);
  tally.add(1, [1, 0, 2]);
  const { images, top1, top5, classes, confusion } = tally.scores();
  assert.deepEqual([images, top1, top5], [4, 0.5, 0.75]);
  assert.deepEqual(confusion, [
    [1, 2, 0],
    [0, 1, 0],
    [0, 0, 0],
  ]);
  assert.deepEqual(classes, [
    { class: "a", index: 0, images: 3, precision: 1, recall: 1 / 3, top5: 2 / 3 },
    { class: "b", index: 1, images: 1, precision: 1 / 3, recall: 1, top5: 1 },
    { class: "c", index: 2, images: 0, precision: undefined, recall: undefined, top5: undefined },
  ]);
});

test("the sixth class is no longer among the best five", () => {
  const tally = new Tally([..."abcdef"]);
  tally.add(5, [0, 1, 2, 3, 4, 5]);
  assert.equal(tally.scores().top5, 0);
});

test("nothing has no scores", () => {
  const { images, top1, top5 } = new Tally(["a"]).scores();
  assert.deepEqual([images, top1, top5], [0, undefined, undefined]);
});
