import assert from "node:assert/strict";
import { test } from "node:test";
import { inception } from "../../src/models/inception.ts";
import { zeros } from "../../src/tensor/index.ts";
import { modelSuite } from "./model-suite.ts";

modelSuite("inception", inception);

test("the head in the middle is asked for, and left out", () => {
  const heads = inception.inception_v3
    .build({ numClasses: 7 })
    .forwardWithAux(zeros([2, 3, 299, 299]));
  for (const logits of [heads.logits, heads.auxLogits]) assert.deepEqual(logits?.shape, [2, 7]);
  const without = inception.inception_v3.build({ auxLogits: false, transformInput: true });
  without.eval();
  assert.equal(without.forwardWithAux(zeros([1, 3, 80, 80])).auxLogits, undefined);
});
