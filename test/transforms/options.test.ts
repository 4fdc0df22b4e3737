import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  checkFill,
  checkNames,
  checkOutput,
  checkPadding,
  checkSize,
  happens,
} from "../../src/transforms/options.ts";
import { Rng } from "../../src/util/rng.ts";

describe("options of transforms", () => {
  test("sizes: a number or [n] is a square", () => {
    assert.deepEqual(
      [checkSize("me", 3), checkSize("me", [3]), checkSize("me", [3, 4])].flat(),
      [3, 3, 3, 3, 3, 4],
    );
    for (const bad of [0, -1, 1.5, Number.NaN, [], [1, 2, 3], "3", null, undefined])
      assert.throws(() => checkSize("me", bad as never), /^VisionError: me: expected size/);
  });

  test("padding: one, two or four numbers", () => {
    const sides = (left: number, top: number, right: number, bottom: number) => ({
      left,
      top,
      right,
      bottom,
    });
    assert.deepEqual(checkPadding("me", 1), sides(1, 1, 1, 1));
    assert.deepEqual(checkPadding("me", [2]), sides(2, 2, 2, 2));
    assert.deepEqual(checkPadding("me", [1, 2]), sides(1, 2, 1, 2));
    assert.deepEqual(checkPadding("me", [1, 2, 3, 4]), sides(1, 2, 3, 4));
    for (const bad of [-1, 0.5, [], [1, 2, 3], [1, 2, 3, -4], null])
      assert.throws(() => checkPadding("me", bad as never), /^VisionError: me: expected padding/);
  });

  test("fills: a finite number or a list of them, copied", () => {
    const given = [1, 2];
    const fill = checkFill("me", given);
    given.push(3);
    assert.deepEqual(fill, [1, 2]);
    assert.throws(() => checkFill("me", [1, Infinity]), /me: expected fill to be a finite number/);
  });

  test("names of options: known ones, in an object", () => {
    const given = { p: 1 };
    assert.equal(checkNames("me", given, ["p", "size"]), given);
    assert.throws(() => checkNames("me", { q: 1 }, ["p", "size"]), {
      message: 'me: expected options among p, size, got "q"; check the spelling',
    });
    for (const bad of [0.5, [1], null, "p"])
      assert.throws(
        () => checkNames("me", bad as never, ["p"]),
        /me: expected options as { p }, got .*; name the values/,
      );
  });

  test("outputs stay within the limit that decoders have", () => {
    assert.doesNotThrow(() => checkOutput("me", [1, 89_478_485]));
    assert.throws(() => checkOutput("me", [2, 89_478_485]), { code: "TOO_LARGE", who: "me" });
  });

  test("a probability is compared in float32", () => {
    const draw = Math.fround(0.7); // not a double's 0.7
    const fixed = { next: () => draw } as unknown as Rng;
    assert.equal(happens(fixed, 0.7), false);
    assert.equal(happens(fixed, 0.7000001), true);
    assert.equal(happens(new Rng(0), 0), false);
    assert.equal(happens(new Rng(0), 1), true);
  });
});
