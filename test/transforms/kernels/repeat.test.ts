import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { repeatThree } from "../../../src/transforms/kernels/repeat.ts";

describe("repeatThree", () => {
  test("writes each value three times and keeps the kind of array", () => {
    assert.deepEqual(repeatThree(Uint8Array.of(1, 255)), Uint8Array.of(1, 1, 1, 255, 255, 255));
    assert.deepEqual(repeatThree(Float32Array.of(0.5)), Float32Array.of(0.5, 0.5, 0.5));
  });
});
