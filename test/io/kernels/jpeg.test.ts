import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { readJpegFile } from "../../../src/io/jpeg-file.ts";
import { cutBytes } from "../../../src/io/kernels/cut.ts";
import { decodeJpeg } from "../../../src/io/kernels/jpeg.ts";
import type { JpegShrink } from "../../../src/io/kernels/jpeg-plan.ts";
import { fixture } from "../../support/paths.ts";
import { skip } from "./absent.ts";
import { comparePillow, type PillowRow } from "./compare-jpeg.ts";

const { rows }: { rows: PillowRow[] } = JSON.parse(
  readFileSync(fixture("golden", "io", "jpeg.json"), "utf8"),
);

test("pixels, drafts, size and orientation are Pillow's", { skip }, () => {
  const { taken, left, drafts, different } = comparePillow(rows);
  assert.deepEqual(different, []);
  assert.ok(taken > 130 && left < 30 && drafts > 300, "nearly all files are ours");
});

test("a window has the pixels of the whole picture, at every scale", { skip }, () => {
  const files = rows
    .map(({ jpeg }) => new Uint8Array(Buffer.from(jpeg, "base64")))
    .filter((bytes) => readJpegFile(bytes) !== undefined);
  const part = fc.double({ min: 0, max: 0.999, noNaN: true });
  fc.assert(
    fc.property(
      fc.nat(files.length - 1),
      fc.constantFrom<JpegShrink>(1, 1, 1, 2, 4, 8),
      fc.tuple(part, part, part, part),
      (which, shrink, [y, x, h, w]) => {
        const bytes = files[which]!;
        const file = readJpegFile(bytes)!;
        const height = Math.ceil(file.height / shrink);
        const width = Math.ceil(file.width / shrink);
        const whole = decodeJpeg(bytes, file, shrink, { top: 0, left: 0, height, width })!;
        const [top, left] = [Math.floor(y * height), Math.floor(x * width)];
        const window = {
          ...{ top, left },
          height: 1 + Math.floor(h * (height - top)),
          width: 1 + Math.floor(w * (width - left)),
        };
        const got = decodeJpeg(bytes, file, shrink, window);
        assert.deepEqual(got, cutBytes(whole, width, file.components.length, window));
      },
    ),
    { numRuns: 1500, seed: 11 },
  );
});

test("a file cut anywhere in its scan is left to the library", { skip }, () => {
  for (const { jpeg } of rows) {
    const bytes = new Uint8Array(Buffer.from(jpeg, "base64"));
    const file = readJpegFile(bytes);
    if (file === undefined) continue;
    const whole = { top: 0, left: 0, height: file.height, width: file.width };
    for (let length = file.scan; length < bytes.length; length++)
      assert.equal(decodeJpeg(bytes.subarray(0, length), file, 1, whole), undefined);
  }
});

test("a file of many parts and long rows passes through little memory", { skip }, () => {
  const path = fixture("photos", "rocket.jpg");
  const bytes = new Uint8Array(readFileSync(path));
  const file = readJpegFile(bytes)!;
  const { height, width } = file;
  const whole = decodeJpeg(bytes, file, 1, { top: 0, left: 0, height, width })!;
  assert.equal(whole.length, 3 * height * width);
  // the data goes on after the picture's end, where nobody looks
  const longer = new Uint8Array(bytes.length + 2 ** 21);
  longer.set(bytes);
  assert.deepEqual(decodeJpeg(longer, file, 1, { top: 0, left: 0, height, width }), whole);
});
