import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Transform } from "../../src/transforms/index.ts";

class Plain extends Transform<{ a: unknown; b?: unknown }> {
  apply<Sample, Result = Sample>(sample: Sample): Result {
    return sample as unknown as Result;
  }
}

describe("Transform", () => {
  test("keeps its name and the options that were given, frozen", () => {
    const plain = new Plain("Plain", { a: [1, 2], b: undefined });
    assert.deepEqual(plain.options, { a: [1, 2] });
    assert.throws(() => Object.assign(plain.options, { a: 3 }), TypeError);
    assert.equal(JSON.stringify(plain), '{"name":"Plain","options":{"a":[1,2]}}');
  });

  test("writes transforms inside its options as data, at any depth", () => {
    const inner = new Plain("Inner", { a: null });
    const outer = new Plain("Outer", { a: { list: [inner] } });
    const json = { name: "Inner", options: { a: null } };
    assert.deepEqual(outer.toJSON(), { name: "Outer", options: { a: { list: [json] } } });
    const broken = new Plain("Broken", { a: [() => 1] });
    assert.throws(() => broken.toJSON(), /^VisionError: Broken.toJSON: expected transforms and/);
  });

  test("names its result's type on request", () => {
    const length: number = new Plain("Plain", { a: 1 }).apply<unknown, number>(3);
    assert.equal(length, 3);
  });
});
