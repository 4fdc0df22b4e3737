import assert from "node:assert/strict";
import { test } from "node:test";
import { readOrientation } from "../../src/io/read-orientation.ts";

type Entry = readonly [tag: number, type: number, count: number, value: number];

function exif(entries: readonly Entry[], little: boolean): Uint8Array {
  const bytes = new Uint8Array(10 + 12 * entries.length + 4);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, little ? 0x4949 : 0x4d4d);
  view.setUint16(2, 42, little);
  view.setUint32(4, 8, little);
  view.setUint16(8, entries.length, little);
  for (const [i, [tag, type, count, value]] of entries.entries()) {
    view.setUint16(10 + 12 * i, tag, little);
    view.setUint16(12 + 12 * i, type, little);
    view.setUint32(14 + 12 * i, count, little);
    view.setUint16(18 + 12 * i, value, little);
  }
  return bytes;
}

for (const little of [false, true]) {
  test(`orientation in ${little ? "Intel" : "Motorola"} order`, () => {
    for (let value = 1; value <= 8; value++)
      assert.equal(readOrientation(exif([[0x0112, 3, 1, value]], little)), value);
    assert.equal(readOrientation(exif([[0x010e, 2, 4, 0]], little)), 1);
    assert.equal(readOrientation(exif([], little)), 1);
  });

  test(`what is odd in ${little ? "Intel" : "Motorola"} order is left to others`, () => {
    for (const entry of [
      [0x0112, 3, 1, 0],
      [0x0112, 3, 1, 9],
      [0x0112, 4, 1, 3],
      [0x0112, 3, 2, 3],
    ] as const)
      assert.equal(readOrientation(exif([entry], little)), undefined);
    const twice: Entry = [0x0112, 3, 1, 3];
    assert.equal(readOrientation(exif([twice, twice], little)), undefined);
    assert.equal(readOrientation(exif([[0x8769, 4, 1, 0], twice], little)), undefined);
  });
}

test("a cut segment at any byte, or another first word, is left to others", () => {
  const whole = exif([[0x0112, 3, 1, 6]], true);
  for (let length = 0; length < 22; length++)
    assert.equal(readOrientation(whole.subarray(0, length)), undefined, `${length}`);
  assert.equal(readOrientation(Uint8Array.of(0x49, 0x4d, ...whole.subarray(2))), undefined);
  assert.equal(readOrientation(Uint8Array.of(0x49, 0x49, 43, ...whole.subarray(3))), undefined);
});
