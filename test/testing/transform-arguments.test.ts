import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { particularArguments, transformArguments } from "../../src/testing/transform-arguments.ts";
import { transforms } from "../../src/transforms/index.ts";
import { VisionError } from "../../src/util/errors.ts";

// Containers take transforms, `Lambda` takes a function, `LinearTransformation` pictures of the one size
// that its matrix is for, the last two a whole batch.
const without = [
  "Compose",
  "Lambda",
  "LinearTransformation",
  "RandomApply",
  "RandomChoice",
  "RandomOrder",
  "MixUp",
  "CutMix",
];

test("every transform has arguments to draw, or a reason", () => {
  const known = [...Object.keys({ ...transformArguments, ...particularArguments }), ...without];
  assert.deepEqual(
    Object.keys(transforms).filter((name) => !known.includes(name)),
    [],
  );
});

test("few drawn arguments are refused", () => {
  for (const [name, given] of Object.entries({ ...transformArguments, ...particularArguments })) {
    const { build } = Object.entries(transforms).find(([key]) => key === name)?.[1] ?? {};
    assert.ok(build, `no transform ${name}`);
    let refused = 0;
    for (const args of fc.sample(given, { numRuns: 60, seed: 7 })) {
      try {
        new (build as new (...list: unknown[]) => unknown)(...args);
      } catch (error) {
        assert.ok(error instanceof VisionError);
        refused++;
      }
    }
    assert.ok(refused < 30, `${name}: ${refused} of 60 refused`);
  }
});
