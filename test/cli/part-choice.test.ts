import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { choosePart, inputsOfPart, pathOfPart } from "../../src/cli/part-choice.ts";

describe("choosePart", () => {
  const kubernetes = { JOB_COMPLETION_INDEX: "0", JOB_COMPLETIONS: "4", JOB_PARALLELISM: "2" };
  const batch = { AWS_BATCH_JOB_ARRAY_INDEX: "3", AWS_BATCH_JOB_ARRAY_SIZE: "4" };
  const array = {
    SLURM_ARRAY_TASK_ID: "14",
    SLURM_ARRAY_TASK_MIN: "10",
    SLURM_ARRAY_TASK_STEP: "2",
    SLURM_ARRAY_TASK_COUNT: "3",
  };
  const tasks = { SLURM_PROCID: "1", SLURM_NTASKS: "2" };
  const good: [string, Record<string, string>, number, number][] = [
    ["3/16", {}, 3, 16],
    ["1/1", {}, 1, 1],
    ["auto", kubernetes, 1, 4],
    ["auto", { JOB_COMPLETION_INDEX: "1", JOB_PARALLELISM: "2" }, 2, 2],
    ["auto", batch, 4, 4],
    ["auto/8", { AWS_BATCH_JOB_ARRAY_INDEX: "3" }, 4, 8],
    ["auto", { ...array, ...tasks }, 3, 3],
    ["auto", tasks, 2, 2],
  ];
  for (const [text, env, part, of] of good)
    test(`${text} with ${JSON.stringify(env)}`, () =>
      assert.deepEqual(choosePart(text, env), { part, of }));

  const bad: [string, Record<string, string>, RegExp][] = [
    ["0/4", {}, /expected a part from 1 to 4, got "0\/4"/],
    ["5/4", {}, /expected a part from 1 to 4/],
    ["3", {}, /expected 3\/16/],
    ["-1/4", {}, /expected 3\/16/],
    ["1/0", {}, /a part from 1 to 0/],
    ["auto", {}, /one of the variables JOB_COMPLETION_INDEX, AWS_BATCH.*got "none of them"/],
    ["auto", { JOB_COMPLETION_INDEX: "0" }, /JOB_COMPLETIONS or JOB_PARALLELISM beside.*auto\/16/],
    ["auto", { ...tasks, SLURM_PROCID: "2" }, /from 1 to 2, got "SLURM_PROCID=2"/],
    ["auto", { ...tasks, SLURM_PROCID: "one" }, /a whole number in SLURM_PROCID, got "one"/],
    ["auto", { ...array, SLURM_ARRAY_TASK_ID: "13" }, /from 1 to 3/],
  ];
  for (const [text, env, says] of bad)
    test(`refuses ${text} with ${JSON.stringify(env)}`, () =>
      assert.throws(() => choosePart(text, env), says));
});

test("the parts of a list put together are the list, and differ by one at most", () => {
  for (const length of [0, 1, 5, 16, 33])
    for (const of of [1, 3, 16]) {
      const items = Array.from({ length }, (_, i) => i);
      const parts = Array.from({ length: of }, (_, i) => inputsOfPart(items, { part: i + 1, of }));
      assert.deepEqual(parts.flat(), items);
      const sizes = parts.map((part) => part.length);
      assert.ok(Math.max(...sizes) - Math.min(...sizes) <= 1);
    }
});

test("names of parts sort in their order", () => {
  assert.equal(pathOfPart("a.b/all.jsonl", { part: 3, of: 16 }), "a.b/all.03-of-16.jsonl");
  assert.equal(pathOfPart("a.b/all", { part: 3, of: 9 }), "a.b/all.3-of-9");
});
