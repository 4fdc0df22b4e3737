import assert from "node:assert/strict";
import { test } from "node:test";
import type { Tensor } from "../../src/tensor/index.ts";
import { functional, PILToTensor } from "../../src/transforms/index.ts";
import { fullSample, spelled } from "./samples.ts";
import { transformSuite } from "./suite.ts";

transformSuite(PILToTensor, { cases: [[]] });

test("PILToTensor keeps bytes, and changes images only", () => {
  const sample = fullSample(3, 4);
  const out = new PILToTensor().apply<unknown, Record<string, Tensor>>(sample);
  assert.deepEqual(spelled(out["image"]), spelled(functional.pilToTensor(sample.image)));
  assert.equal(out["image"]!.dtype, "uint8");
  assert.equal(out["video"] as unknown, sample.video);
});
