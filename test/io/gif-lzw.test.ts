import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { lzwDecode } from "../../src/io/gif-lzw.ts";

// An encoder of its own: codes as a list, then packed first bit lowest.
function lzwEncode(pixels: Uint8Array, bits: number): Uint8Array {
  const clear = 1 << bits;
  const packer = bitPacker();
  let table = new Map<string, number>();
  let next = clear + 2;
  let size = bits + 1;
  packer.put(clear, size);
  let word = "";
  const codeOf = (text: string) => (text.length === 1 ? text.charCodeAt(0) : table.get(text)!);
  for (const pixel of pixels) {
    const letter = String.fromCharCode(pixel);
    if (word === "" || table.has(word + letter)) {
      word += letter;
      continue;
    }
    packer.put(codeOf(word), size);
    table.set(word + letter, next++);
    if (next > 1 << size) size++;
    if (next === 4096) {
      packer.put(clear, 12);
      [table, next, size] = [new Map(), clear + 2, bits + 1];
    }
    word = letter;
  }
  if (word !== "") packer.put(codeOf(word), size);
  packer.put(clear + 1, size);
  return packer.bytes();
}

function bitPacker() {
  const bits: number[] = [];
  return {
    put(code: number, size: number) {
      for (let i = 0; i < size; i++) bits.push((code >> i) & 1);
    },
    bytes: () =>
      Uint8Array.from({ length: Math.ceil(bits.length / 8) }, (_, i) =>
        bits.slice(i * 8, i * 8 + 8).reduce((byte, bit, k) => byte | (bit << k), 0),
      ),
  };
}

test("gives back what was packed, runs that name a code in the making included", () => {
  const cases = fc
    .integer({ min: 2, max: 8 })
    .chain((bits) =>
      fc.tuple(fc.constant(bits), fc.array(fc.tuple(fc.nat((1 << bits) - 1), fc.nat(9)))),
    );
  fc.assert(
    fc.property(cases, ([bits, runs]) => {
      const pixels = Uint8Array.from(runs.flatMap(([value, n]) => Array(n + 1).fill(value)));
      assert.deepEqual(lzwDecode(lzwEncode(pixels, bits), bits, pixels.length), pixels);
    }),
    { numRuns: 300, seed: 11 },
  );
});

test("a table that fills up is cleared", () => {
  const pixels = Uint8Array.from({ length: 20_000 }, (_, i) => (i * i * 31 + (i >> 3)) % 251);
  assert.deepEqual(lzwDecode(lzwEncode(pixels, 8), 8, pixels.length), pixels);
});

test("broken data is an error", () => {
  assert.throws(() => lzwDecode(new Uint8Array(), 2, 1), /data ends after 0 of 1 pixels/);
  assert.throws(() => lzwDecode(new Uint8Array([0b101]), 2, 1), /data ends after 0 of 1/);
  // Clear (4), then code 7, which no table has yet.
  assert.throws(() => lzwDecode(new Uint8Array([0b111_100]), 2, 1), /impossible code/);
  assert.throws(() => lzwDecode(new Uint8Array([0]), 9, 1), /colour size of 9 bits/);
  assert.throws(() => lzwDecode(new Uint8Array([0]), 0, 1), /colour size of 0 bits/);
});

test("any bytes give pixels or an error, never more than asked for", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.integer({ min: 1, max: 8 }), (data, bits) => {
      try {
        const pixels = lzwDecode(data, bits, 500);
        assert.equal(pixels.length, 500);
        assert.ok(pixels.every((pixel) => pixel < 1 << bits));
      } catch (error) {
        assert.match(String(error), /GIF/);
      }
    }),
    { numRuns: 500, seed: 5 },
  );
});
