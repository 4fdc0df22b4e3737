import assert from "node:assert/strict";
import { test } from "node:test";
import { ClassifyReport } from "../../src/cli/classify-report.ts";

test("counts all and shows the first thousand", async () => {
  const report = new ClassifyReport();
  for (let i = 0; i < 1002; i++) await report.add({ file: `${i}`, candidates: [], error: "bad" });
  await report.add({ file: "last", candidates: [{ label: "a", index: 0, probability: 1 }] }, "b");
  assert.equal(report.images.length, 1000);
  assert.deepEqual(report.summary("own"), [
    ["Images", 1003],
    ["Failed", 1002],
    ["Classifier", "own"],
    ["Shown here", "the first 1000"],
  ]);
  assert.equal(report.render("own").match(/<figure/g)?.length, 1000);
});
