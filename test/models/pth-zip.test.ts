import assert from "node:assert/strict";
import { test } from "node:test";
import { encodePth, parsePth } from "../../src/models/index.ts";
import { Tensor } from "../../src/tensor/index.ts";
import { VisionError } from "../../src/util/errors.ts";

const whole = Buffer.concat(encodePth({ w: Tensor.fromData(Float32Array.of(1, 2), [2]) }));
const directory = whole.indexOf("PK\x01\x02", 0, "latin1");
const last = whole.length - 22;

// Each rule: where one byte is set to what, the error's code, and what it names.
const rules: readonly (readonly [string, number, number, string, RegExp])[] = [
  ["deflate", directory + 10, 8, "UNSUPPORTED_FORMAT", /method 8.*torch\.save/],
  ["encryption", directory + 8, 1, "INVALID_FILE", /without encryption/],
  ["a local flag", 6, 8, "INVALID_FILE", /flags/],
  ["a local method", 8, 8, "INVALID_FILE", /method/],
  ["a local CRC", 14, whole[14]! ^ 1, "INVALID_FILE", /CRC/],
  ["a local size", 22, whole[22]! ^ 1, "INVALID_FILE", /size/],
  ["a local name", 30, 0x62, "INVALID_FILE", /name/],
  ["a record's byte", 66, whole[66]! ^ 1, "INVALID_FILE", /CRC/],
  ["a packed size", directory + 20, whole[directory + 20]! ^ 1, "INVALID_FILE", /stored/],
  ["a record's place", directory + 42, 1, "INVALID_FILE", /next record/],
  ["another disk", last + 4, 1, "INVALID_FILE", /one disk/],
  ["a comment", last + 20, 1, "INVALID_FILE", /no comment/],
  ["a count", last + 10, 9, "INVALID_FILE", /agree/],
];

for (const [name, at, byte, code, message] of rules) {
  test(`refuses ${name} that breaks the rules`, () => {
    const broken = Buffer.from(whole);
    assert.notEqual(broken[at], byte);
    broken[at] = byte;
    assert.throws(
      () => parsePth(broken, { file: "x.pth" }),
      (error) => {
        assert.ok(error instanceof VisionError);
        assert.equal(error.code, code);
        assert.match(error.message, message);
        return error.file === "x.pth" && error.offset !== undefined;
      },
    );
  });
}

test("every cut is refused, and so are bytes before or after", () => {
  for (let length = 0; length < whole.length; length++)
    assert.throws(() => parsePth(whole.subarray(0, length)), VisionError);
  assert.throws(() => parsePth(Buffer.concat([whole, Buffer.from([0])])), VisionError);
  assert.throws(() => parsePth(Buffer.concat([Buffer.from([0]), whole])), VisionError);
});
