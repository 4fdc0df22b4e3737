import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { samples, seeds, spelled } from "../../src/testing/index.ts";
import { commonSize } from "../../src/transforms/parts.ts";

describe("samples", () => {
  test("have every kind of part, of one size, and an equal twin", () => {
    for (const sample of fc.sample(samples({ maxEdge: 9 }), { numRuns: 100, seed: 3 })) {
      assert.deepEqual(commonSize("me", sample), sample.image.size);
      assert.ok(Math.max(...sample.image.size) <= 9);
      assert.deepEqual(spelled(sample.twin), spelled(sample.image));
      assert.notEqual(sample.twin.data, sample.image.data);
    }
    const bytes = fc.sample(samples({ kinds: ["bytes"], channels: [3], formats: ["XYXY"] }), 50);
    assert.ok(bytes.every((sample) => sample.video.frames[0]!.data instanceof Uint8Array));
    assert.ok(bytes.every((sample) => sample.targets[0].format === "XYXY"));
  });

  test("seeds shrink to 0", () => {
    const details = fc.check(fc.property(seeds(), () => false));
    assert.deepEqual(details.counterexample, [0]);
  });
});
