import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import sharp from "sharp";
import { checkDraft, shrinkFor } from "../../src/io/draft.ts";
import { decodeImage, readImage } from "../../src/io/index.ts";
import { readJpegFile } from "../../src/io/jpeg-file.ts";
import { shrinkBytes } from "../../src/io/kernels/shrink.ts";
import { fixture } from "../support/paths.ts";

test("the largest of 1, 2, 4, 8 that leaves both edges as large as asked", () => {
  const size = { height: 1500, width: 2000 };
  const cases: [number, number, number][] = [
    [1501, 1, 1],
    [751, 1, 1],
    [750, 1, 2],
    [256, 256, 4],
    [375, 500, 4],
    [188, 1, 4],
    [187, 250, 8],
    [1, 251, 4],
    [1, 1, 8],
  ];
  for (const [height, width, want] of cases)
    assert.equal(shrinkFor(size, [height, width]), want, `${height} x ${width}`);
  assert.equal(shrinkFor(size), 1);
});

test("a draft is a number or two", () => {
  assert.deepEqual(checkDraft("test", 256), [256, 256]);
  assert.deepEqual(checkDraft("test", [1, 2]), [1, 2]);
  for (const wrong of [0, 1.5, Number.NaN, [1], [1, 2, 3], [1, -2], "256", null])
    assert.throws(
      () => checkDraft("test", wrong as never),
      { code: "INVALID_ARGUMENT" },
      `${wrong}`,
    );
});

test("readImage gives a JPEG at a fraction of its size, others whole", async () => {
  const path = fixture("photos", "rocket.jpg");
  const { height, width } = await readImage(path);
  const half = await readImage(path, { draft: [Math.floor(height / 2), 1] });
  assert.deepEqual(half.size, [Math.ceil(height / 2), Math.ceil(width / 2)]);
  assert.deepEqual((await readImage(path, { draft: 10_000 })).size, [height, width]);
  const png = fixture("photos", "chelsea.png");
  assert.deepEqual((await readImage(png, { draft: 8 })).size, (await readImage(png)).size);
  await assert.rejects(readImage(path, { draft: 8, maxPixels: height * width - 1 }), {
    code: "TOO_LARGE",
  });
  const gray = await readImage(path, { draft: 64, mode: "gray" });
  assert.equal(gray.channels, 1);
});

test("a JPEG that is the library's has the same size, of means", async () => {
  const bytes = readFileSync(fixture("photos", "rocket.jpg"));
  const progressive = await sharp(bytes).jpeg({ progressive: true, quality: 95 }).toBuffer();
  assert.equal(readJpegFile(progressive), undefined);
  const whole = await decodeImage(progressive);
  const { height, width } = whole;
  const got = await decodeImage(progressive, { draft: Math.floor(height / 4) });
  assert.deepEqual(got.size, [Math.ceil(height / 4), Math.ceil(width / 4)]);
  const want = shrinkBytes(whole.data as Uint8Array, height, width, 3, 4);
  assert.deepEqual(got.data, want);
  // about what our decoder makes of the same picture
  const plain = await sharp(bytes).jpeg({ quality: 95 }).toBuffer();
  const ours = await decodeImage(plain, { draft: Math.floor(height / 4) });
  let gap = 0;
  for (let i = 0; i < want.length; i++) gap += Math.abs(want[i]! - (ours.data[i] as number));
  assert.ok(gap / want.length < 2, `${gap / want.length}`);
});

test("damage is damage in a draft too", async () => {
  const bytes = new Uint8Array(readFileSync(fixture("photos", "rocket.jpg")));
  await assert.rejects(decodeImage(bytes.subarray(0, bytes.length - 500), { draft: 64 }), {
    code: "INVALID_FILE",
  });
});
