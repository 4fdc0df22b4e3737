import assert from "node:assert/strict";
import { test } from "node:test";
import { Compose, ToPILImage, ToTensor } from "../../src/transforms/index.ts";
import { noise, spelled } from "./samples.ts";
import { transformSuite } from "./suite.ts";

transformSuite(ToPILImage, { cases: [[]] });

test("ToPILImage undoes ToTensor", () => {
  const image = noise(16, 16);
  assert.deepEqual(
    spelled(new Compose([new ToTensor(), new ToPILImage()]).apply(image)),
    spelled(image),
  );
});
