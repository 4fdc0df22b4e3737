import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Identity } from "../../src/transforms/index.ts";
import { fullSample } from "./samples.ts";
import { transformSuite } from "./suite.ts";

transformSuite(Identity, { cases: [[]] });

describe("Identity", () => {
  test("is the very sample", () => {
    const sample = fullSample(3, 3);
    assert.equal(new Identity().apply(sample), sample);
  });
});
