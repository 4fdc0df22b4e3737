import assert from "node:assert/strict";
import { test } from "node:test";
import { Image } from "../../src/sample/index.ts";
import { Tensor } from "../../src/tensor/index.ts";
import { Compose, ToImage, ToPureTensor } from "../../src/transforms/index.ts";
import { noise, spelled, tensorSample } from "./samples.ts";
import { transformSuite } from "./suite.ts";

transformSuite(ToImage, { cases: [[]], sample: tensorSample });

test("ToImage undoes ToPureTensor, and leaves labels", () => {
  const labels = Tensor.fromData(new BigInt64Array(2), [2]);
  const there = new Compose([new ToPureTensor(), new ToImage()]);
  const out = there.apply({ image: noise(4, 3), labels });
  assert.ok(out.image instanceof Image);
  assert.deepEqual(spelled(out.image), spelled(noise(4, 3)));
  assert.equal(out.labels, labels);
});
