import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checkState, type LoaderState } from "../../../src/datasets/loader/state.ts";

const here = { length: 10, batchSize: 4, shuffle: true, seed: 1, dropLast: false, dataset: "x" };
const state: LoaderState = { version: 1, epoch: 2, batch: 3, ...here };

describe("checkState", () => {
  it("takes its own state, up to the end of the epoch", () => {
    for (const batch of [0, 3]) checkState({ ...state, batch }, here, 3);
  });

  it("names every difference", () => {
    assert.throws(
      () => checkState({ ...state, length: 11, batchSize: 2, dataset: null }, here, 3),
      {
        code: "MISMATCH",
        message:
          "DataLoader.loadStateDict: expected the state of a loader with length 10, batchSize 4, " +
          'dataset x, got "length 11, batchSize 2, dataset null"; give the loader the data and ' +
          "options that the state was made with, or start anew",
      },
    );
    for (const name of Object.keys(here))
      assert.throws(
        () => checkState({ ...state, [name]: -1 }, here, 3),
        { code: "MISMATCH" },
        name,
      );
  });

  it("refuses other versions and what is no state", () => {
    for (const odd of [null, undefined, 7, {}, { ...state, version: 2 }])
      assert.throws(() => checkState(odd as LoaderState, here, 3), {
        code: "MISMATCH",
        message: /expected a state of version 1/,
      });
  });

  it("refuses positions that cannot be", () => {
    for (const odd of [{ batch: 4 }, { batch: -1 }, { batch: 0.5 }, { epoch: -1 }, { epoch: "2" }])
      assert.throws(() => checkState({ ...state, ...odd } as LoaderState, here, 3), {
        code: "INVALID_ARGUMENT",
      });
  });
});
