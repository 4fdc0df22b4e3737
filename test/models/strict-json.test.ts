import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parseStrictJson, type StrictJson, StrictJsonError } from "../../src/models/strict-json.ts";

function plain(value: StrictJson): unknown {
  if (value instanceof Map) return Object.fromEntries([...value].map(([k, v]) => [k, plain(v)]));
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === "object" && value !== null && "written" in value)
    return Number(value.written);
  return value;
}

test("reads what JSON.parse reads", () => {
  const json = fc.json({ maxDepth: 4 }).filter((text) => !/\d{16}/.test(text));
  fc.assert(
    fc.property(json, fc.boolean(), (text, indent) => {
      const written = indent ? JSON.stringify(JSON.parse(text), null, "\t") : text;
      if (/"__proto__"|\\ud/i.test(written)) return;
      assert.deepEqual(plain(parseStrictJson(written)), JSON.parse(written));
    }),
    { numRuns: 1000, seed: 4 },
  );
});

test("refuses what JSON.parse refuses, and no more of broken JSON", () => {
  const text = fc.stringMatching(/^[[\]{}:," \\u0-9eE+.\-tfalsrn]{0,12}$/);
  fc.assert(
    fc.property(text, (broken) => {
      let ours: boolean;
      try {
        parseStrictJson(broken);
        ours = true;
      } catch (error) {
        assert.ok(error instanceof StrictJsonError);
        ours = /comes twice|exact|levels/.test(error.message) ? valid(broken) : false;
      }
      assert.equal(ours, valid(broken), broken);
    }),
    { numRuns: 3000, seed: 6 },
  );
});

test("what JSON.parse lets through is refused with its place", () => {
  const cases: readonly (readonly [string, RegExp, number])[] = [
    ['{"a":1,"a":1}', /key "a" comes twice/, 7],
    ["[9007199254740992]", /too large to be exact/, 1],
    ['"\\ud800"', /broken escape/, 0],
    ["01", /nothing after the value/, 1],
    ["[1,]", /a value/, 3],
    ['"a', /without a closing quote/, 0],
    ['"\t"', /broken escape or character/, 0],
    ["", /the end instead of a value/, 0],
  ];
  for (const [text, message, position] of cases) {
    assert.throws(
      () => parseStrictJson(text),
      (error) => {
        assert.ok(error instanceof StrictJsonError);
        assert.match(error.message, message);
        assert.equal(error.position, position);
        return true;
      },
    );
  }
});

test("objects are bounded by the text that they are in", () => {
  const list = (count: number, item: string) => `[${Array(count).fill(item).join()}]`;
  assert.throws(() => parseStrictJson(list(100_000, "{}")), /instead of fewer objects/);
  const entry = '{"dtype":"U8","shape":[],"data_offsets":[0,0]}';
  for (const honest of [list(1000, "{}"), list(100_000, entry), list(100_000, '{"weight":12345}')])
    assert.ok(Array.isArray(parseStrictJson(honest)));
});

test("numbers that are not plain whole ones are kept as written", () => {
  assert.deepEqual(parseStrictJson("[0, 12, -1, 1.0, 1e3]"), [
    0,
    12,
    { written: "-1" },
    { written: "1.0" },
    { written: "1e3" },
  ]);
});

function valid(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
