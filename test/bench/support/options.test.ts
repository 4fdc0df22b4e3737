import assert from "node:assert/strict";
import { test } from "node:test";
import { parseOptions } from "../../../bench/support/options.ts";

const defaults = { rounds: 20, steps: 50, warmUp: 100 };

test("defaults are the benchmark's own", () => {
  const expected = { ...defaults, threads: 1, json: false, python: undefined };
  assert.deepEqual(parseOptions([], defaults), expected);
});

test("every option can be given", () => {
  const args = "--rounds 3 --steps 4 --warm-up 5 --threads 2 --json --python py".split(" ");
  const expected = { rounds: 3, steps: 4, warmUp: 5, threads: 2, json: true, python: "py" };
  assert.deepEqual(parseOptions(args, defaults), expected);
});

test("a wrong count or an unknown option is refused by name", () => {
  for (const text of ["0", "1.5", "many", ""])
    assert.throws(() => parseOptions(["--rounds", text], defaults), /--rounds: expected a whole/);
  assert.throws(() => parseOptions(["--round", "3"], defaults), /--round/);
});
