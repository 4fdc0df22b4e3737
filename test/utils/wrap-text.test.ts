import assert from "node:assert/strict";
import { test } from "node:test";
import { textSize } from "../../src/utils/shapes/text.ts";
import { wrapText } from "../../src/utils/wrap-text.ts";

test("lines break at spaces, and inside words that are too long", () => {
  assert.equal(wrapText("one two three", 7 * 6), "one two\nthree");
  assert.equal(wrapText("a\nb", 100), "a\nb");
  assert.equal(wrapText("abcdefgh ij", 3 * 6), "abc\ndef\ngh\nij");
  assert.equal(wrapText("", 10), "");
  assert.equal(wrapText("ab", 1), "a\nb");
});

test("no line is wider than asked, and no letter is lost", () => {
  const text = "seed 12, 224 x 224, RandomResizedCrop(0.08, 1)";
  for (const scale of [1, 2]) {
    for (let width = 30; width < 300; width += 7) {
      const wrapped = wrapText(text, width, scale);
      assert.ok(textSize(wrapped, scale)[1] <= width);
      assert.equal(wrapped.replaceAll(/\s/g, ""), text.replaceAll(" ", ""));
    }
  }
});
