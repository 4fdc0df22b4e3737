import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { gifDecoder } from "../../src/io/gif.ts";
import { fixture } from "../support/paths.ts";

// A 1 x 1 GIF by parts: screen, two colours, image, LZW codes clear, 1, end (3 bits each).
const start = [...Buffer.from("GIF89a"), 1, 0, 1, 0, 0x80, 0, 0];
const palette = [10, 20, 30, 40, 50, 60];
const image = [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0b01_001_100, 0b1, 0, 0x3b];

async function decode(...parts: number[][]) {
  const bytes = Uint8Array.from(parts.flat());
  const header = await gifDecoder.readHeader(bytes, "warning");
  return [...(await gifDecoder.readPixels(bytes, header, "warning")).data];
}

test("reads a pixel by parts", async () => {
  assert.deepEqual(await decode(start, palette, image), [40, 50, 60]);
});

test("extensions are skipped, the see-through colour is taken from the control block", async () => {
  const comment = [0x21, 0xfe, 3, 1, 2, 3, 2, 4, 5, 0];
  const control = (flags: number, index: number) => [0x21, 0xf9, 4, flags, 0, 0, index, 0];
  assert.deepEqual(await decode(start, palette, comment, image), [40, 50, 60]);
  assert.deepEqual(await decode(start, palette, control(0, 1), image), [40, 50, 60]);
  assert.deepEqual(await decode(start, palette, control(1, 1), image), [40, 50, 60, 0]);
  assert.deepEqual(await decode(start, palette, control(1, 0), comment, image), [40, 50, 60, 255]);
});

test("without a palette, and beyond its end, colour i is grey i", async () => {
  const noPalette = start.with(10, 0);
  assert.deepEqual(await decode(noPalette, image), [1, 1, 1]);
  const three = image.with(12, 0b01_011_100); // colour 3 of two
  assert.deepEqual(await decode(start, palette, three), [3, 3, 3]);
});

test("a frame's own palette comes before the screen's", async () => {
  const own = [...image.slice(0, 9), 0x80, 1, 2, 3, 4, 5, 6, ...image.slice(10)];
  assert.deepEqual(await decode(start, palette, own), [4, 5, 6]);
});

test("interlaced rows find their places", async () => {
  const pixels = async (name: string) => {
    const bytes = readFileSync(fixture("odd-images", "go", name));
    const header = await gifDecoder.readHeader(bytes, "warning");
    return gifDecoder.readPixels(bytes, header, "warning");
  };
  assert.deepEqual(await pixels("video-001.interlaced.gif"), await pixels("video-001.gif"));
});

test("what breaks the format is an error", async () => {
  await assert.rejects(decode(start, palette, [0x3b]), /without a frame/);
  await assert.rejects(decode(start, palette.slice(1)), /inside its colour table/);
  await assert.rejects(decode(start, palette, image.with(5, 0)), /without pixels/);
  await assert.rejects(decode(start, palette, image.with(10, 9)), /colour size of 9 bits/);
  await assert.rejects(decode(start, palette, image.slice(0, 12)), /ends after 0 of 1 pixels/);
  await assert.rejects(decode(start, palette), /ends before its first frame/);
});
