import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ShardCounts } from "../../src/datasets/bad-data.ts";
import { VisionError } from "../../src/util/errors.ts";

const bad = new VisionError({
  code: "TAR_CHECKSUM",
  who: "Test",
  expected: "a",
  got: "b",
  hint: "c",
  file: "s.tar",
  offset: 512,
});

describe("ShardCounts", () => {
  it("raises, or counts up to its limit", () => {
    const raising = new ShardCounts("raise", 5);
    assert.throws(() => raising.note("s.tar", undefined, bad), bad);
    const counts = new ShardCounts("skip", 2);
    counts.note("s.tar", undefined, bad);
    counts.note("s.tar", "7", bad);
    assert.deepEqual(
      counts.bad.map(({ url, key }) => [url, key]),
      [
        ["s.tar", undefined],
        ["s.tar", "7"],
      ],
    );
    assert.throws(() => counts.note("s.tar", "8", bad), {
      code: "TAR_CHECKSUM",
      offset: 512,
      message: /^WebDataset: s\.tar at byte 512: expected at most 2 bad shards and samples, got "3/,
    });
  });

  it("never leaves out what is a mistake of the program", () => {
    const counts = new ShardCounts("skip", 2);
    const mistake = new TypeError("undefined is no function");
    assert.throws(() => counts.note("s.tar", "7", mistake), mistake);
    const wrong = new VisionError({ who: "Test", expected: "a", got: "b", hint: "c" });
    assert.throws(() => counts.note("s.tar", "7", wrong), wrong);
    assert.deepEqual(counts.bad, []);
  });
});
