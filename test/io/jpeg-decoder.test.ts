import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import sharp from "sharp";
import { codecFor } from "../../src/io/codec.ts";
import type { Decoder, FailOn } from "../../src/io/decoder.ts";
import { jpegDecoder } from "../../src/io/jpeg-decoder.ts";
import { readJpegFile } from "../../src/io/jpeg-file.ts";
import { decodeJpeg } from "../../src/io/kernels/jpeg.ts";
import { Rng } from "../../src/util/rng.ts";
import { fixture } from "../support/paths.ts";
import { skip } from "./kernels/absent.ts";

const tinies = ["tiny.jpg", "tiny-progressive.jpg"].map(
  (name) => new Uint8Array(readFileSync(fixture("golden", "io", name))),
);

// Header and pixels, or that it was refused; what the library did for every file before.
async function answer(decoder: Decoder, bytes: Uint8Array, failOn: FailOn) {
  try {
    const { width, height, orientation, space, depth, hasAlpha } = await decoder.readHeader(
      bytes,
      failOn,
    );
    const header = { width, height, orientation, space, depth, hasAlpha };
    if (width * height > 100_000) return header; // its pixels are not asked for
    const { data, kind, channels } = await decoder.readPixels(
      bytes,
      await decoder.readHeader(bytes, failOn),
      failOn,
    );
    return { ...header, kind, channels, data };
  } catch (error) {
    assert.ok(error instanceof Error);
    return "refused";
  }
}

async function same(bytes: Uint8Array, what: string, failOn: FailOn = "warning"): Promise<void> {
  const want = await answer(await codecFor(), bytes, failOn);
  assert.deepEqual(await answer(jpegDecoder, bytes, failOn), want, what);
}

test("drawn pictures have the library's pixels", { skip }, async () => {
  const edge = fc.integer({ min: 1, max: 60 });
  const drawn = fc.record({
    ...{ width: edge, height: edge, quality: fc.integer({ min: 1, max: 100 }), seed: fc.nat() },
    span: fc.constantFrom(1, 3, 9),
    channels: fc.constantFrom<1 | 3>(1, 3),
    chromaSubsampling: fc.constantFrom("4:2:0", "4:4:4"),
    optimiseCoding: fc.boolean(),
  });
  let ours = 0;
  await fc.assert(
    fc.asyncProperty(drawn, async ({ width, height, channels, seed, span, ...options }) => {
      const rng = new Rng(seed);
      const tones = Array.from({ length: 97 }, () => rng.int(0, 256));
      const pixels = Uint8Array.from(
        { length: width * height * channels },
        (_, i) => tones[Math.floor(i / span) % 97]!,
      );
      const jpeg = await sharp(pixels, { raw: { width, height, channels } })
        .toColourspace(channels === 1 ? "b-w" : "srgb")
        .jpeg(options)
        .toBuffer();
      const bytes = new Uint8Array(jpeg);
      const file = readJpegFile(bytes);
      if (file !== undefined && decodeJpeg(bytes, file, 1, { top: 0, left: 0, width, height }))
        ours++;
      await same(bytes, JSON.stringify({ width, height, ...options }));
    }),
    { numRuns: 150, seed: 3 },
  );
  assert.equal(ours, 150);
});

test("a file cut at any byte gets the library's answer", async () => {
  for (const bytes of tinies)
    for (let length = 4; length < bytes.length; length++)
      await same(bytes.subarray(0, length), `${length}`, length % 2 ? "warning" : "truncated");
});

test("a file with a flipped bit gets the library's answer", async () => {
  const bytes = Uint8Array.from(tinies[0]!);
  for (let place = 3; place < bytes.length; place++) {
    const bit = 1 << ((place * 5) % 8);
    bytes[place]! ^= bit;
    await same(bytes, `bit ${bit} of byte ${place}`);
    bytes[place]! ^= bit;
  }
});

test("damaged at several places, a file gets the library's answer", async () => {
  const edit = fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.nat(255));
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), async (edits) => {
      const bytes = Uint8Array.from(tinies[0]!);
      for (const [place, value] of edits) bytes[2 + Math.floor(place * (bytes.length - 2))] = value;
      await same(bytes, JSON.stringify(edits), "truncated");
    }),
    { numRuns: 400, seed: 5 },
  );
});
