import assert from "node:assert/strict";
import { test } from "node:test";
import { inFlags, withHint } from "../../src/cli/in-flags.ts";
import { VisionError } from "../../src/util/errors.ts";

const facts = {
  code: "EXISTS",
  who: "fit",
  expected: "a",
  got: "b",
  file: "f",
  offset: 3,
} as const;

test("a hint is told in flags, and all else stays", () => {
  const error = new VisionError({
    ...facts,
    hint: "continue that run with resume: true, or pass overwrite: true to delete them",
  });
  const told = inFlags(error);
  assert.ok(told instanceof VisionError);
  assert.equal(told.hint, "continue that run with --resume, or pass --force to delete them");
  const { code, who, expected, got, file, offset } = told;
  assert.deepEqual({ code, who, expected, got, file, offset }, facts);
  assert.equal(told.cause, error);
});

test("an option that has no flag is left out", () => {
  const hint = "add images, remove these folders, or pass allowEmpty: true";
  const told = inFlags(new VisionError({ ...facts, hint }));
  assert.equal((told as VisionError).hint, "add images, or remove these folders");
});

test("errors that name no option come back themselves", () => {
  for (const error of [new VisionError({ ...facts, hint: "check the path" }), new Error("x"), 3])
    assert.equal(inFlags(error), error);
});

test("withHint keeps file and offset absent where they are", () => {
  const { file: _file, offset: _offset, ...bare } = facts;
  const told = withHint(new VisionError({ ...bare, hint: "old" }), "new");
  assert.equal(told.message, 'fit: expected a, got "b"; new');
});
