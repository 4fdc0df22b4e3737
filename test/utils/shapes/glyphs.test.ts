import assert from "node:assert/strict";
import { test } from "node:test";
import { glyphSize, glyphs, unknownGlyph } from "../../../src/utils/shapes/glyphs.ts";

const ascii = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i));

test("there is a glyph for each printable character of ASCII, and no other", () => {
  assert.deepEqual(Object.keys(glyphs).sort(), [...ascii].sort());
});

test("glyphs are dots in rows of five, at most nine rows; only the space is empty", () => {
  for (const [character, glyph] of [...Object.entries(glyphs), ["?", unknownGlyph]]) {
    if (character === " ") continue;
    const rows = glyph!.split(" ");
    assert.ok(rows.length <= glyphSize.height, character);
    assert.ok(
      rows.every((row) => /^[.#]{5}$/.test(row)),
      character,
    );
    assert.ok(glyph!.includes("#"), character);
  }
  assert.equal(glyphs[" "], "");
});

test("no two characters look the same, nor like the box of an unknown one", () => {
  const looks = [...Object.values(glyphs), unknownGlyph];
  assert.equal(new Set(looks).size, looks.length);
});
