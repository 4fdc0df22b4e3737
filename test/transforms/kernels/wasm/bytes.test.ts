import assert from "node:assert/strict";
import { describe } from "node:test";
import fc from "fast-check";
import {
  extremesSimd,
  histogramsSimd,
  mapBytesSimd,
  maskBytesSimd,
} from "../../../../src/transforms/kernels/bytes-simd.ts";
import { plainHistograms } from "../../../../src/transforms/kernels/histogram.ts";
import { plain as mapPlain } from "../../../../src/transforms/kernels/map-bytes.ts";
import { plainInto as maskPlain } from "../../../../src/transforms/kernels/mask-bytes.ts";
import { withSimd } from "../../../../src/transforms/kernels/simd.ts";
import { byte, law, noise, pixels, same, soil } from "./blocks.ts";

const absent = withSimd("bytes", 0, () => true) === undefined;
const skip =
  absent && "no kernels: run `node build/scripts/build-wasm.js` (of your build folder) first";

describe("SIMD bytes are those of the plain loops", { skip }, () => {
  law("tables", [pixels, fc.nat()], (n, seed) => {
    const src = noise(3 * n, seed);
    const [a, b, c] = [noise(256, seed + 1), noise(256, seed + 2), noise(256, seed + 3)];
    for (const tables of [[a], [a, b, c]] as [Uint8Array, ...Uint8Array[]][])
      same(
        "bytes",
        (out) => mapBytesSimd(out, src, tables),
        (out) => mapPlain(out, src, tables),
        3 * n,
      );
    assert.equal(mapBytesSimd(src, src, [a, b]), false);
  });

  law("masks", [pixels, fc.nat(), byte, byte, byte], (n, seed, and, xor, from) => {
    const src = noise(n, seed);
    const mask = { and, xor, from };
    same(
      "bytes",
      (out) => maskBytesSimd(out, src, mask),
      (out) => maskPlain(out, src, mask),
      n,
    );
  });

  law("counts and extremes", [pixels, fc.nat()], (n, seed) => {
    const src = noise(3 * n, seed);
    const want = plainHistograms(src, 3);
    soil("bytes");
    assert.deepEqual(histogramsSimd(src), want);
    const ends = want.map((counts) => [
      counts.findIndex((k) => k > 0),
      counts.findLastIndex((k) => k > 0),
    ]);
    assert.deepEqual(extremesSimd(src), ends);
  });
});
