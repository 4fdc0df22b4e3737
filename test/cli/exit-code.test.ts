import assert from "node:assert/strict";
import { test } from "node:test";
import { exitCodeOf, signalCodes } from "../../src/cli/exit-code.ts";
import { expected, VisionError } from "../../src/util/errors.ts";

test("2 for what can never work, 1 for what may the next time", () => {
  assert.equal(exitCodeOf(expected("a", "b", "c", "d")), 2);
  const facts = { who: "a", expected: "b", got: "c", hint: "d" };
  assert.equal(exitCodeOf(new VisionError({ ...facts, code: "MISMATCH" })), 2);
  assert.equal(exitCodeOf(new VisionError({ ...facts, code: "WRITE_FAILED" })), 1);
  assert.equal(exitCodeOf(new TypeError("a defect")), 1);
  assert.equal(exitCodeOf("thrown text"), 1);
});

test("signals end with 128 and their number", () => {
  assert.deepEqual(signalCodes, { SIGINT: 128 + 2, SIGTERM: 128 + 15 });
});
