import assert from "node:assert/strict";
import { test } from "node:test";
import {
  inceptionA,
  inceptionB,
  inceptionC,
  inceptionD,
  inceptionE,
} from "../../src/models/inception-blocks.ts";
import { zeros } from "../../src/tensor/index.ts";

test("blocks keep or halve the size and name their convolutions", () => {
  assert.deepEqual(inceptionA(192, 32).forward(zeros([1, 192, 9, 9])).shape, [1, 256, 9, 9]);
  assert.deepEqual(inceptionB(288).forward(zeros([1, 288, 9, 9])).shape, [1, 768, 4, 4]);
  assert.deepEqual(inceptionC(768, 128).forward(zeros([1, 768, 4, 4])).shape, [1, 768, 4, 4]);
  assert.deepEqual(inceptionD(768).forward(zeros([1, 768, 5, 5])).shape, [1, 1280, 2, 2]);
  const last = inceptionE(1280);
  assert.deepEqual(last.forward(zeros([1, 1280, 2, 2])).shape, [1, 2048, 2, 2]);
  assert.ok(last.stateDict().has("branch3x3dbl_3b.bn.running_var"));
});
