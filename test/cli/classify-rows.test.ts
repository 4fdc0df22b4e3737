import assert from "node:assert/strict";
import { test } from "node:test";
import { rowShape } from "../../src/cli/classify-rows.ts";

const candidates = [
  { label: "a", index: 3, probability: 0.7 },
  { label: "b", index: 1, probability: 0.2 },
];
const top = candidates.map(({ label, ...rest }) => ({ class: label, ...rest }));

test("JSON has the classes as a list, flat rows in numbered columns", () => {
  const result = { file: "f", candidates };
  const json = rowShape("jsonl", 2).rowOf(result);
  assert.deepEqual(json, { file: "f", ...top[0], top, error: undefined });
  const { columns, rowOf } = rowShape("csv", 2);
  const row = rowOf(result);
  const cells = columns.map(({ key }) => row[key]);
  assert.deepEqual(cells, ["f", "a", 3, 0.7, "b", 1, 0.2, undefined]);
});

test("a failed file has no classes", () => {
  const result = { file: "f", candidates: [], error: "bad" };
  assert.deepEqual(rowShape("json", 2).rowOf(result), { file: "f", top: undefined, error: "bad" });
  assert.deepEqual(rowShape("table", 2).rowOf(result), { file: "f", error: "bad" });
});
