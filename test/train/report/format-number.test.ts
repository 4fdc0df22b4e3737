import assert from "node:assert/strict";
import { test } from "node:test";
import { formatNumber, formatPercent } from "../../../src/train/report/format-number.ts";

test("numbers are short and keep their size", () => {
  const cases: [number, string][] = [
    [0, "0"],
    [12, "12"],
    [1234567, "1,234,567"],
    [0.123456, "0.1235"],
    [0.1, "0.1"],
    [2.5e-5, "2.50e-5"],
    [123456.7, "123500"],
    [1e12, "1.00e+12"],
    [-0.25, "-0.25"],
    [Number.NaN, "NaN"],
  ];
  for (const [value, text] of cases) assert.equal(formatNumber(value), text);
});

test("shares are percentages; a share of nothing is a dash", () => {
  assert.equal(formatPercent(0.8768), "87.7 %");
  assert.equal(formatPercent(1), "100.0 %");
  assert.equal(formatPercent(0 / 0), "-");
});
