import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { LostSamples } from "../../../src/datasets/loader/lost-samples.ts";
import { VisionError } from "../../../src/util/errors.ts";

const facts = {
  code: "NOT_FOUND",
  who: "x",
  expected: "y",
  got: 1,
  hint: "z",
  file: "a.png",
} as const;
const lost = (index: number) => ({ epoch: 0, index, error: new VisionError(facts) });

describe("LostSamples", () => {
  it("counts up to the limit, then refuses with the last one's file", () => {
    const samples = new LostSamples(2);
    samples.begin(0);
    samples.note({ batch: 1, skipped: [lost(3)] });
    samples.note({ batch: 1, skipped: [] });
    samples.note({ skipped: [lost(4)] });
    assert.deepEqual([samples.count, samples.samples.map(({ index }) => index)], [2, [3, 4]]);
    assert.throws(() => samples.note({ batch: 1, skipped: [lost(8)] }), {
      code: "NOT_FOUND",
      file: "a.png",
      message: /at most 2 bad samples an epoch, got "3, the last one sample 8"/,
    });
  });

  it("counts on after a resume, and anew in an epoch", () => {
    const samples = new LostSamples(9);
    samples.restore({ batch: 4, skipped: 3 });
    samples.begin(4);
    samples.note({ batch: 1, skipped: [lost(1)] });
    assert.deepEqual([samples.count, samples.samples.length], [4, 1]);
    samples.begin(0);
    assert.equal(samples.count, 0);
    samples.restore({ batch: 0, skipped: 3 });
    assert.equal(samples.count, 0);
  });

  it("refuses an epoch of which nothing is left", () => {
    const samples = new LostSamples(9);
    samples.begin(0);
    samples.end();
    samples.note({ skipped: [lost(0)] });
    assert.throws(() => samples.end(), /expected a sample that loads/);
    samples.note({ batch: 1, skipped: [] });
    samples.end();
  });
});
