import assert from "node:assert/strict";
import { test } from "node:test";
import { maxvit } from "../../src/models/maxvit.ts";
import { modelSuite } from "./model-suite.ts";

modelSuite("maxvit", maxvit);

test("refuses pictures whose maps do not cut into parts", () => {
  assert.throws(() => maxvit.maxvit_t.build({ inputSize: [224, 200] }), {
    message:
      "MaxVit: expected an inputSize whose maps of every block divide by 7, got [224, 200]; pass a multiple of 224, as [224, 224]",
  });
});
