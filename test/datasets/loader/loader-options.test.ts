import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  checkOptions,
  checkStreamOptions,
  skipPolicy,
} from "../../../src/datasets/loader/loader-options.ts";

describe("checkOptions", () => {
  it("refuses numbers that the options cannot be", () => {
    for (const name of [
      "batchSize",
      "concurrency",
      "prefetch",
      "numWorkers",
      "timeout",
      "restarts",
      "rank",
      "worldSize",
      "seed",
    ])
      for (const odd of [0.5, Number.NaN, "2"])
        assert.throws(
          () => checkOptions({ [name]: odd } as never),
          new RegExp(`DataLoader: expected ${name} to be`),
        );
    for (const name of ["batchSize", "concurrency", "worldSize"])
      assert.throws(() => checkOptions({ [name]: 0 }), new RegExp(name));
    checkOptions({ prefetch: 0, numWorkers: 0, timeout: 0, restarts: 0, rank: 0, seed: -1 });
  });

  it("lets streams have no order from outside", () => {
    checkStreamOptions({ shuffle: false });
    assert.throws(() => checkStreamOptions({ shuffle: true }), /expected no shuffle for a stream/);
  });
});

describe("skipPolicy", () => {
  it("says what is left out, and how many may be", () => {
    assert.deepEqual(skipPolicy(undefined, 100), { skip: [], max: 0 });
    assert.deepEqual(skipPolicy("skip", 100), { skip: "all", max: 16 });
    assert.deepEqual(skipPolicy("skip", 1_281_167), { skip: "all", max: 1282 });
    assert.deepEqual(skipPolicy("skip", undefined), { skip: "all", max: 16 });
    assert.deepEqual(skipPolicy({ max: 0.5 }, 9), { skip: "all", max: 5 });
    assert.deepEqual(skipPolicy({ skip: ["NOT_FOUND"], max: 3 }, 9), {
      skip: ["NOT_FOUND"],
      max: 3,
    });
    assert.deepEqual(skipPolicy({ max: 0 }, 9), { skip: "all", max: 0 });
  });
});
