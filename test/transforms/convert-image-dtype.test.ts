import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { ConvertImageDtype, functional } from "../../src/transforms/index.ts";
import { fullSample, spelled } from "./samples.ts";
import { transformSuite } from "./suite.ts";

transformSuite(ConvertImageDtype, { cases: [[], ["uint8"]] });

describe("ConvertImageDtype", () => {
  test("changes pictures, ranges mapped", () => {
    const sample = fullSample(3, 4);
    const out = new ConvertImageDtype().apply(sample);
    assert.deepEqual(spelled(out.image), spelled(functional.convertImageDtype(sample.image)));
    assert.equal(out.masks, sample.masks);
    assert.throws(
      () => new ConvertImageDtype("half" as never),
      /ConvertImageDtype: expected dtype/,
    );
  });
});
