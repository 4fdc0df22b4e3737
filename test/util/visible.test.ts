import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { visible } from "../../src/util/visible.ts";

test("what a terminal would obey is spelled out", () => {
  assert.equal(visible("a\x1b[31mb\x07"), "a\\x1b[31mb\\x07");
  assert.equal(visible("line\nbreak\r\0\x7f\x9b"), "line\\x0abreak\\x0d\\x00\\x7f\\x9b");
  assert.equal(visible("gpj.\u202eexe"), "gpj.\\u202eexe");
  assert.equal(visible("half \ud83d emoji"), "half \\ud83d emoji");
});

test("all other text stays", () => {
  const text = "Schön, 画像, 😀, a-b_c (1).png";
  assert.equal(visible(text), text);
});

test("the result never holds a control character, and showing it again changes nothing", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const shown = visible(text);
      assert.doesNotMatch(shown, /[\p{Cc}\p{Cs}]/u);
      assert.equal(visible(shown), shown);
    }),
  );
});
