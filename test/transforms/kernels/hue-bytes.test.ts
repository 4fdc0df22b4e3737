import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { identityTable } from "../../../src/transforms/kernels/byte-tables.ts";
import { shiftHueBytesInto } from "../../../src/transforms/kernels/hue-bytes.ts";
import { noise } from "../samples.ts";

const inverted = Uint8Array.from({ length: 256 }, (_, byte) => 255 - byte);

function shifted(src: Uint8Array, shift: number, channels = 3): Uint8Array {
  const out = new Uint8Array(src.length);
  shiftHueBytesInto(out, src, channels, identityTable(), shift);
  return out;
}

describe("shiftHueBytesInto", () => {
  test("a third of 255 steps turns pure colours into the next", () => {
    const red = Uint8Array.of(255, 0, 0);
    assert.deepEqual([...shifted(red, 85)], [0, 255, 0]);
    assert.deepEqual([...shifted(red, 170)], [0, 0, 255]);
    assert.deepEqual([...shifted(red, 255)], [255, 0, 0]);
  });

  test("keeps the largest value of every pixel, and greys", () => {
    const src = noise(20, 20).data as Uint8Array;
    for (const shift of [0, 1, 77, 200]) {
      const out = shifted(src, shift);
      for (let i = 0; i < src.length; i += 3)
        assert.equal(Math.max(...out.subarray(i, i + 3)), Math.max(...src.subarray(i, i + 3)));
    }
    assert.deepEqual([...shifted(Uint8Array.of(7, 7, 7), 99)], [7, 7, 7]);
  });

  test("reads through a table, in place, and makes alpha 255", () => {
    const src = noise(4, 5, 4).data as Uint8Array;
    const want = shifted(
      src.map((byte) => 255 - byte),
      31,
      4,
    );
    const out = src.slice();
    shiftHueBytesInto(out, out, 4, inverted, 31);
    assert.deepEqual(out, want);
    assert.ok(out.every((byte, i) => i % 4 !== 3 || byte === 255));
  });
});
