import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { identityTable, strongest } from "../../../../src/transforms/kernels/byte-tables.ts";
import {
  lumaSimd,
  lumaSumSimd,
  saturateSimd,
  sharpenSimd,
  shiftHueSimd,
} from "../../../../src/transforms/kernels/color-simd.ts";
import { plainShiftHueInto } from "../../../../src/transforms/kernels/hue-bytes.ts";
import { plainLuma, plainLumaSum } from "../../../../src/transforms/kernels/luma.ts";
import { repeatThree } from "../../../../src/transforms/kernels/repeat.ts";
import { plainSaturateInto } from "../../../../src/transforms/kernels/saturate.ts";
import { plainSharpenInto } from "../../../../src/transforms/kernels/sharpen.ts";
import { withSimd } from "../../../../src/transforms/kernels/simd.ts";
import { byte, law, noise, pixels, same, soil } from "./blocks.ts";

const absent = withSimd("color", 0, () => true) === undefined;
const skip =
  absent && "no kernels: run `node build/scripts/build-wasm.js` (of your build folder) first";

const factor = fc.oneof(
  fc.double({ min: 0, max: 4, noNaN: true }),
  fc.constantFrom(0, 1, strongest),
);

describe("SIMD colours have the bytes of the plain loops", { skip }, () => {
  law("greys", [pixels, fc.nat()], (n, seed) => {
    const src = noise(3 * n, seed);
    const table = noise(256, seed + 1);
    const grey = plainLuma(src, 3);
    same(
      "color",
      (out) => lumaSimd(out, src, 1),
      (out) => out.set(grey),
      n,
    );
    same(
      "color",
      (out) => lumaSimd(out, src, 3),
      (out) => out.set(repeatThree(grey)),
      3 * n,
    );
    soil("color");
    assert.equal(lumaSumSimd(src, table), plainLumaSum(src, 3, table));
    assert.equal(lumaSumSimd(src, undefined), plainLumaSum(src, 3, identityTable()));
  });

  law("saturation, in place too", [pixels, fc.nat(), factor], (n, seed, f) => {
    const src = noise(3 * n, seed);
    const table = noise(256, seed + 1);
    const plain = (out: Uint8Array) => plainSaturateInto(out, src, 3, table, f);
    same("color", (out) => saturateSimd(out, src, table, f), plain, 3 * n);
    const again = src.slice();
    same(
      "color",
      (out) => saturateSimd(out, src, undefined, f),
      (out) => {
        saturateSimd(again, again, undefined, f);
        out.set(again);
      },
      3 * n,
    );
  });

  law("hue", [pixels, fc.nat(), byte], (n, seed, shift) => {
    const src = noise(3 * n, seed);
    const table = noise(256, seed + 1);
    const [make, plain] = [shiftHueSimd, plainShiftHueInto];
    same(
      "color",
      (out) => make(out, src, table, shift),
      (out) => plain(out, src, 3, table, shift),
      3 * n,
    );
    same(
      "color",
      (out) => make(out, src, undefined, shift),
      (out) => plain(out, src, 3, identityTable(), shift),
      3 * n,
    );
  });

  test("hue of every distance of two colours from the third, at every height of some", () => {
    const src = new Uint8Array(256 * 256 * 3);
    for (const [first, top] of [0, 1, 2, 0, 1, 2].entries()) {
      const largest = [255, 254, 97, 31, 200, 255][first]!;
      for (let i = 0; i < src.length; i += 3) {
        src.fill(largest, i, i + 3);
        src[i + ((top + 1) % 3)] = Math.min(largest, (i / 3) & 255);
        src[i + ((top + 2) % 3)] = Math.min(largest, (i / 3) >> 8);
      }
      for (const shift of [0, 43, 213])
        same(
          "color",
          (out) => shiftHueSimd(out, src, undefined, shift),
          (out) => plainShiftHueInto(out, src, 3, identityTable(), shift),
          src.length,
        );
    }
  });

  const edge = fc.integer({ min: 3, max: 40 });
  law(
    "sharpening",
    [edge, edge, fc.constantFrom(1, 2, 3, 4), fc.nat(), factor],
    (h, w, c, seed, f) => {
      const src = noise(h * w * c, seed);
      const inner = (all: Uint8Array) => all.subarray(w * c, (h - 1) * w * c);
      const [got, want] = [src.slice(), new Uint8Array(src.length)];
      soil("color");
      assert.ok(sharpenSimd(got, src, w * c, c, f));
      plainSharpenInto(want, src, w * c, c, f);
      assert.deepEqual(inner(got), inner(want));
    },
  );

  test("sharpening in several bands, and rows longer than a block", () => {
    for (const [h, w] of [
      [300, 200],
      [4, 9000],
    ] as const) {
      const src = noise(h * w * 3, h);
      const [got, want] = [src.slice(), new Uint8Array(src.length)];
      assert.ok(sharpenSimd(got, src, w * 3, 3, 2.3));
      plainSharpenInto(want, src, w * 3, 3, 2.3);
      assert.deepEqual(got, want);
    }
  });
});
