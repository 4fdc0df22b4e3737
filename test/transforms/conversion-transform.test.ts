import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { ConversionTransform } from "../../src/transforms/index.ts";
import { transformSuite } from "./suite.ts";

class Upper extends ConversionTransform {
  constructor() {
    super("Upper", {});
  }
  protected convert(leaf: unknown): unknown {
    return typeof leaf === "string" ? leaf.toUpperCase() : leaf;
  }
}

transformSuite(Upper, {
  cases: [[]],
  sample: () => ({ label: 3 }),
  own: { Upper: { build: Upper, positional: [] } },
});

describe("ConversionTransform", () => {
  test("converts leaves of its kind, wherever they are, and no others", () => {
    const sample = { a: ["x", 1, { b: "y" }], c: new Map([["k", "v"]]) };
    const out = new Upper().apply(sample);
    assert.deepEqual(out.a, ["X", 1, { b: "Y" }]);
    assert.equal(out.c, sample.c);
    assert.deepEqual(sample.a, ["x", 1, { b: "y" }]);
  });
});
