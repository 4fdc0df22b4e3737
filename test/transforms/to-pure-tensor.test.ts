import assert from "node:assert/strict";
import { test } from "node:test";
import { Tensor } from "../../src/tensor/index.ts";
import { ToPureTensor } from "../../src/transforms/index.ts";
import { fullSample, noise } from "./samples.ts";
import { transformSuite } from "./suite.ts";

transformSuite(ToPureTensor, {
  cases: [[]],
  sample: (h, w) => ({ image: noise(h, w), twin: noise(h, w), label: 3 }),
});

test("ToPureTensor turns every part into a tensor", () => {
  const sample = fullSample(3, 4);
  const out = new ToPureTensor().apply<unknown, Record<string, never>>(sample);
  for (const key of ["image", "video", "points"] as const)
    assert.ok((out[key] as unknown) instanceof Tensor, key);
  assert.equal(out["label"], 3);
  assert.equal(out["target"], sample.target);
});
