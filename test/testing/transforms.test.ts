import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { anyTransform, pipelines, transformsNamed } from "../../src/testing/index.ts";
import { Compose, RandomResizedCrop, Transform } from "../../src/transforms/index.ts";

describe("arbitraries of transforms", () => {
  test("one class with many options", () => {
    const drawn = fc.sample(transformsNamed("RandomResizedCrop"), { numRuns: 100, seed: 4 });
    assert.ok(drawn.every((transform) => transform instanceof RandomResizedCrop));
    assert.ok(new Set(drawn.map((transform) => JSON.stringify(transform))).size > 50);
  });

  test("any class, and pipelines of them, all with a JSON form", () => {
    const drawn = fc.sample(anyTransform(), { numRuns: 300, seed: 5 });
    assert.ok(new Set(drawn.map((transform) => transform.name)).size > 20);
    for (const pipeline of fc.sample(pipelines({ maxLength: 3 }), { numRuns: 50, seed: 6 })) {
      assert.ok(pipeline instanceof Compose);
      assert.ok(pipeline.options.transforms.every((step) => step instanceof Transform));
      assert.doesNotThrow(() => JSON.stringify(pipeline));
    }
  });

  test("refuses unknown names", () => {
    assert.throws(
      () => transformsNamed("Rotate"),
      /transformsNamed: expected one of .*got "Rotate"/,
    );
  });
});
