import assert from "node:assert/strict";
import { test } from "node:test";
import { checkSize, limits } from "../../scripts/check-size.ts";

const lines = (n: number) => "const a = 1;\n".repeat(n);

test("a file may have as many lines as the limit, not one more", () => {
  assert.deepEqual(checkSize([{ path: "src/a.ts", text: lines(limits.hard) }]).problems, []);
  assert.deepEqual(checkSize([{ path: "src/a.ts", text: lines(limits.hard + 1) }]).problems, [
    { file: "src/a.ts", message: "401 lines, the limit is 400: split it by what it is about" },
  ]);
});

test("the ten largest files are printed, longest first, marked over the soft limit", () => {
  const files = Array.from({ length: 12 }, (_, i) => ({
    path: `src/${i}.ts`,
    text: lines(i + 195),
  }));
  const { notes = [] } = checkSize(files);
  assert.equal(notes.length, 11);
  assert.equal(notes[1], "  206 src/11.ts (over the soft limit of 200)");
  assert.equal(notes[10], "  197 src/2.ts");
});

test("long functions are refused by name and line, in tests allowed", () => {
  const body = `{\n${lines(39)}}`; // with its first and last line 41 lines
  const text = `\nexport function f() ${body}\nexport const g = () => ${body};\nclass A {\n m() ${body}\n}\n`;
  const messages = checkSize([{ path: "src/a.ts", text }]).problems.map(
    ({ line, message }) => `${line}: ${message}`,
  );
  assert.deepEqual(messages, [
    "2: f has 41 lines, the limit is 40",
    "43: g has 41 lines, the limit is 40",
    "85: m has 41 lines, the limit is 40",
  ]);
  assert.deepEqual(checkSize([{ path: "test/a.test.ts", text }]).problems, []);
  const shorter = text.replaceAll(`{\n${lines(39)}}`, `{\n${lines(38)}}`);
  assert.deepEqual(checkSize([{ path: "src/a.ts", text: shorter }]).problems, []);
});
