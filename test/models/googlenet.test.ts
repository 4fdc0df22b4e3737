import assert from "node:assert/strict";
import { test } from "node:test";
import { googlenet } from "../../src/models/googlenet.ts";
import { zeros } from "../../src/tensor/index.ts";
import { modelSuite } from "./model-suite.ts";

modelSuite("googlenet", googlenet);

test("the heads in the middle are asked for, and left out", () => {
  const heads = googlenet.googlenet.build({ numClasses: 7 }).forwardWithAux(zeros([2, 3, 64, 64]));
  for (const logits of [heads.logits, heads.auxLogits1, heads.auxLogits2])
    assert.deepEqual(logits?.shape, [2, 7]);
  const without = googlenet.googlenet.build({ auxLogits: false, transformInput: true });
  assert.equal(without.forwardWithAux(zeros([1, 3, 64, 64])).auxLogits1, undefined);
  assert.ok(![...without.stateDict().keys()].some((name) => name.startsWith("aux")));
});
