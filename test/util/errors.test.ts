import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { expected, show, VisionError } from "../../src/util/errors.ts";

describe("show", () => {
  it("prints plain values in one line", () => {
    const cases: readonly (readonly [unknown, string])[] = [
      [[2, 3], "[2, 3]"],
      [[], "[]"],
      ["a\nb", '"a\\nb"'],
      [-0.5, "-0.5"],
      [Number.NaN, "NaN"],
      [7n, "7n"],
      [true, "true"],
      [null, "null"],
      [undefined, "undefined"],
      [{}, "{}"],
      [{ a: 1, b: [2, "c"] }, '{ a: 1, b: [2, "c"] }'],
      [new Float32Array(3), "Float32Array(12 bytes)"],
      [new Map(), "Map"],
      [new Error("why"), "why"],
      [function named() {}, "function named"],
      [Object.create(null), "{}"],
    ];
    for (const [value, text] of cases) assert.equal(show(value), text);
    assert.equal(
      show(() => {}),
      "function (anonymous)",
    );
  });

  it("cuts long lists, deep objects and long texts", () => {
    assert.equal(show(Array.from({ length: 13 }, (_, i) => i)).endsWith("11, ...]"), true);
    assert.equal(show({ a: { b: { c: { d: 1 } } } }), "{ a: { b: { c: Object } } }");
    assert.equal(show("x".repeat(500)).length, 120);
    assert.equal(show("x".repeat(500), 10), '"xxxxxx...');
  });

  it("ends on an object that holds itself", () => {
    const loop: Record<string, unknown> = {};
    loop["self"] = loop;
    assert.equal(show(loop), "{ self: { self: { self: Object } } }");
    const list: unknown[] = [];
    list.push(list);
    assert.doesNotThrow(() => show(list));
  });
});

describe("VisionError", () => {
  it("says who, what was expected, what came, and what to do", () => {
    const error = expected(
      "conv2d",
      "input channels divisible by groups=4",
      { channels: 6 },
      "fix",
    );
    assert.ok(error instanceof VisionError && error instanceof Error);
    assert.equal(
      error.message,
      "conv2d: expected input channels divisible by groups=4, got { channels: 6 }; fix",
    );
    assert.equal(error.name, "VisionError");
    assert.equal(error.code, "INVALID_ARGUMENT");
    assert.deepEqual([error.who, error.got, error.hint], ["conv2d", { channels: 6 }, "fix"]);
    assert.equal(error.cause, undefined);
    assert.equal("cause" in error, false);
  });

  it("is one line that a terminal does not obey, whatever a file is called", () => {
    const file = "a\n\x1b[31m.jpg";
    const got = new Error(`ENOENT: no such file, open '${file}'`);
    const facts = { who: "reader", expected: "a file", got, hint: "check the path", file };
    const error = new VisionError(facts);
    assert.equal(error.file, file);
    assert.equal(
      error.message,
      "reader: a\\x0a\\x1b[31m.jpg: expected a file, " +
        "got ENOENT: no such file, open 'a\\x0a\\x1b[31m.jpg'; check the path",
    );
  });

  it("names file, place and cause", () => {
    const cause = new Error("inner");
    const facts = { who: "readIdx", expected: "2051", got: 7, hint: "download it again" };
    const error = new VisionError({
      ...facts,
      code: "INVALID_FILE",
      file: "a.gz",
      offset: 4,
      cause,
    });
    assert.equal(error.message, "readIdx: a.gz at byte 4: expected 2051, got 7; download it again");
    assert.deepEqual([error.code, error.file, error.offset], ["INVALID_FILE", "a.gz", 4]);
    assert.equal(error.cause, cause);
    const withoutOffset = new VisionError({ ...facts, file: "a.gz" });
    assert.equal(withoutOffset.message, "readIdx: a.gz: expected 2051, got 7; download it again");
  });
});
