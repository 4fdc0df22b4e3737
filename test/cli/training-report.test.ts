import assert from "node:assert/strict";
import { test } from "node:test";
import { openTrainingData } from "../../src/cli/training-data.ts";
import { trainingReport } from "../../src/cli/training-report.ts";
import { buildModel } from "../../src/models/index.ts";
import { Classifier } from "../../src/train/index.ts";
import { fixture } from "../support/paths.ts";

const options = { size: 28, mode: "gray", holdout: 0.2, seed: 0 } as const;
const data = await openTrainingData(fixture("folder"), options);
const { classes, transform } = data;
const spec = { name: "simpleCnn", options: { numClasses: 10, channels: 1, size: 28 } };
const model = buildModel(spec);
const classifier = new Classifier({ spec, model, classes, transform, mode: "gray" });
const scores = { loss: 2.25, accuracy: 0.5, count: 10 };
const history = {
  epochs: [{ epoch: 1, training: scores, validation: scores, lr: 0.02 }],
  stepLoss: [2.5, 2],
  stepAccuracy: [0.25, 0.75],
  stepLr: [0.03, 0.02],
};

test("shows scores, curves, confusion and every held-out picture with its class", async () => {
  const confusion = classes.map((_, i) => classes.map((__, j) => (i === j ? 1 : 0)));
  const evaluation = { loss: 1.23456, accuracy: 0.875, count: 10, confusion };
  const page = await trainingReport({ classifier, data, history, evaluation });
  for (const part of [
    "87.50 %",
    "1.2346",
    "Confusion matrix",
    "cross entropy",
    "share right",
    "Learning rate",
  ])
    assert.ok(page.includes(part), part);
  assert.equal(page.match(/<figure/g)?.length, 10);
  for (const [file] of data.heldOutFiles) assert.ok(page.includes(file), file);
});

test("without an evaluation it says so, and shows no confusion matrix", async () => {
  const page = await trainingReport({ classifier, data, history, evaluation: undefined });
  assert.doesNotMatch(page, /Confusion matrix|NaN|undefined/);
});
