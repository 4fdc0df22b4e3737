import assert from "node:assert/strict";
import { test } from "node:test";
import { colorsFor, wantsColor } from "../../src/cli/color.ts";

const terminal = { isTTY: true };
const pipe = { isTTY: false };

test("a terminal gets colour, a pipe does not", () => {
  assert.equal(wantsColor(terminal, {}), true);
  assert.equal(wantsColor(pipe, {}), false);
  assert.equal(wantsColor({}, {}), false);
});

test("the flag wins over all, then FORCE_COLOR, NO_COLOR, TERM", () => {
  assert.equal(wantsColor(pipe, { NO_COLOR: "1" }, true), true);
  assert.equal(wantsColor(terminal, { FORCE_COLOR: "1" }, false), false);
  assert.equal(wantsColor(pipe, { FORCE_COLOR: "1", NO_COLOR: "1" }), true);
  assert.equal(wantsColor(terminal, { FORCE_COLOR: "0" }), false);
  assert.equal(wantsColor(terminal, { NO_COLOR: "1" }), false);
  assert.equal(wantsColor(terminal, { NO_COLOR: "" }), true); // only non-empty counts
  assert.equal(wantsColor(terminal, { TERM: "dumb" }), false);
});

test("colouring follows the decision", () => {
  assert.equal(colorsFor(pipe, {}).red("x"), "x");
  assert.equal(colorsFor(pipe, {}, true).red("x"), "\x1b[31mx\x1b[39m");
});
