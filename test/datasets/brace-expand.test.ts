import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { braceExpand } from "../../src/datasets/brace-expand.ts";

describe("braceExpand", () => {
  // Each line as bash 5.2 prints it.
  const cases: readonly (readonly [string, string])[] = [
    ["d-{0000..0003}.tar", "d-0000.tar d-0001.tar d-0002.tar d-0003.tar"],
    ["d-{8..11}", "d-8 d-9 d-10 d-11"],
    ["d-{08..11}", "d-08 d-09 d-10 d-11"],
    ["{3..1}", "3 2 1"],
    ["{0..10..5}{a,b}", "0a 0b 5a 5b 10a 10b"],
    ["{10..0..-5}", "10 5 0"],
    ["{-1..1}", "-1 0 1"],
    ["{-01..1}", "-01 000 001"],
    ["{a..c}x", "ax bx cx"],
    ["{train,val}/{0..1}.tar", "train/0.tar train/1.tar val/0.tar val/1.tar"],
    ["x{a,b{1,2},}y", "xay xb1y xb2y xy"],
    ["{a{0..2},b}", "a0 a1 a2 b"],
    ["plain.tar", "plain.tar"],
    ["{one}", "{one}"],
    ["{}", "{}"],
    ["a{b", "a{b"],
    ["a{b{1,2}", "a{b1 a{b2"],
    ["a}b{1,2}", "a}b1 a}b2"],
    ["{one{1,2}}", "{one1} {one2}"],
  ];
  for (const [pattern, want] of cases)
    it(pattern, () => assert.deepEqual(braceExpand(pattern), want.split(" ")));

  it("refuses a million names and more, before it makes them", () => {
    for (const pattern of ["{0..9999999999}", "{0..9999}{0..999}", "{1..99}{1..99}{1..99}{1..99}"])
      assert.throws(() => braceExpand(pattern), /at most 1000000 names/);
  });
});
