import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { decodeClassifier, unfitClassifier } from "../../src/train/classifier-file.ts";
import { expected } from "../../src/util/errors.ts";

const file = "model.safetensors";

describe("decodeClassifier", () => {
  it("reads the entry of schema 1", () => {
    const saved = { schema: 1, classes: ["a"] };
    assert.deepEqual(decodeClassifier(JSON.stringify(saved), file), saved);
  });

  it("refuses a file without the entry, of another schema, or broken", () => {
    for (const text of [undefined, "{}", "null", "3", '{"schema":2}', "{", ""])
      assert.throws(() => decodeClassifier(text, file), { code: "MISMATCH", file });
  });
});

describe("unfitClassifier", () => {
  it("keeps what another error said, and its cause", () => {
    const cause = expected("Resize", "a size", 0, "pass another");
    const error = unfitClassifier(cause, file);
    assert.deepEqual([error.code, error.file, error.cause], ["MISMATCH", file, cause]);
    assert.match(error.message, /expected a size \(Resize\), got 0/);
    assert.match(unfitClassifier(new TypeError("no list"), file).message, /got no list/);
  });
});
