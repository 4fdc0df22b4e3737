import assert from "node:assert/strict";
import { test } from "node:test";
import { byteSize } from "../../src/cli/byte-size.ts";

test("a size is a number with or without a unit", () => {
  const cases = {
    "512MB": 512e6,
    "1GiB": 2 ** 30,
    "10 kb": 1e4,
    "0.5kB": 500,
    "1234": 1234,
    "7b": 7,
  };
  for (const [text, bytes] of Object.entries(cases)) assert.equal(byteSize(text), bytes, text);
  for (const text of ["", "MB", "-1", "0", "1XB", "1e6", "9999999TB", "1 2", "0x10"])
    assert.throws(() => byteSize(text), /It must be a size such as 512MB/, text);
});
