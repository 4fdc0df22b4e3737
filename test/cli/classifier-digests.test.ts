import assert from "node:assert/strict";
import { test } from "node:test";
import { digestClassifier } from "../../src/cli/classifier-digests.ts";
import { makeClassifier } from "./make-classifier.ts";

test("digests tell weights, classes and preparation apart, and nothing else", async () => {
  const first = await digestClassifier(makeClassifier());
  assert.match(first.modelSha256, /^[\da-f]{64}$/);
  assert.deepEqual(await digestClassifier(makeClassifier()), first);
  const weights = await digestClassifier(makeClassifier({ seed: 1 }));
  assert.notEqual(weights.modelSha256, first.modelSha256);
  assert.equal(weights.pipelineSha256, first.pipelineSha256);
  const classes = await digestClassifier(makeClassifier({ classes: ["a", "b", "d"] }));
  assert.notEqual(classes.modelSha256, first.modelSha256);
  const size = await digestClassifier(makeClassifier({ size: 32 }));
  assert.notEqual(size.pipelineSha256, first.pipelineSha256);
});
