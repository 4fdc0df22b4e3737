import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readJpegFile } from "../../src/io/jpeg-file.ts";
import { fixture } from "../support/paths.ts";

const read = (...parts: string[]) => new Uint8Array(readFileSync(fixture(...parts)));
const tiny = read("golden", "io", "tiny.jpg");

test("a photo's size, orientation and components", () => {
  const file = readJpegFile(read("odd-images", "generated", "orientation-6.jpg"))!;
  assert.deepEqual([file.height, file.width, file.orientation], [32, 48, 6]);
  assert.equal(file.components.length, 3);
  assert.equal(readJpegFile(read("odd-images", "generated", "gray.jpg"))?.components.length, 1);
});

test("what is not the usual is left to the library", () => {
  for (const name of ["cmyk", "bytes-between-markers", "orientation-0-invalid", "exif-garbage"])
    assert.equal(readJpegFile(read("odd-images", "generated", `${name}.jpg`)), undefined, name);
  assert.equal(readJpegFile(read("golden", "io", "tiny-progressive.jpg")), undefined);
  assert.equal(readJpegFile(new Uint8Array()), undefined);
});

test("a header cut at any byte is none", () => {
  const { scan } = readJpegFile(tiny)!;
  for (let length = 0; length < scan; length++)
    assert.equal(readJpegFile(tiny.subarray(0, length)), undefined, `${length}`);
});

// The place of a segment's first byte after its length.
function segment(bytes: Uint8Array, marker: number): number {
  for (let at = 2; ; at += 2 + bytes[at + 2]! * 256 + bytes[at + 3]!)
    if (bytes[at + 1] === marker) return at + 4;
}

function changed(place: number, value: number): Uint8Array {
  const bytes = Uint8Array.from(tiny);
  bytes[place] = value;
  return bytes;
}

test("each field that must have a value is looked at", () => {
  const frame = segment(tiny, 0xc0);
  const scan = segment(tiny, 0xda);
  const edits: readonly (readonly [name: string, place: number, value: number])[] = [
    ["12 bits", frame, 12],
    ["four components", frame + 5, 4],
    ["a sampling of nothing", frame + 7, 0x01],
    ["lightness three times across", frame + 7, 0x31],
    ["colours twice across", frame + 10, 0x21],
    ["two components of one name", frame + 9, tiny[frame + 6]!],
    ["an unknown table of steps", frame + 8, 3],
    ["another component in the scan", scan + 1, 9],
    ["an unknown table of codes", scan + 2, 0x30],
    ["some of the levels", scan + 8, 62],
    ["some of the bits", scan + 9, 1],
    ["progressive", frame - 3, 0xc2],
    ["arithmetic coding", frame - 3, 0xc9],
    ["JFIF of another version", segment(tiny, 0xe0) + 5, 2],
    ["a table of steps in 32 bits", segment(tiny, 0xdb), 0x20],
    ["a third table of codes", segment(tiny, 0xc4), 0x02],
    ["too many codes", segment(tiny, 0xc4) + 1, 255],
  ];
  for (const [name, place, value] of edits)
    assert.equal(readJpegFile(changed(place, value)), undefined, name);
});

test("fill bytes before a marker are skipped", () => {
  const filled = Uint8Array.of(0xff, 0xd8, 0xff, 0xff, ...tiny.subarray(2));
  assert.equal(readJpegFile(filled)?.scan, readJpegFile(tiny)!.scan + 2);
});
