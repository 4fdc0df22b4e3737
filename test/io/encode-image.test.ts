import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { decodeImage, encodeJpeg, encodePng, readImage } from "../../src/io/index.ts";
import { type Channels, Image } from "../../src/sample/index.ts";
import { fixture } from "../support/paths.ts";

const pillow = JSON.parse(readFileSync(fixture("golden", "io", "pillow.json"), "utf8"));

test("PNG gives back every image of bytes and its orientation", async () => {
  const images = fc
    .record({
      width: fc.integer({ min: 1, max: 9 }),
      height: fc.integer({ min: 1, max: 9 }),
      channels: fc.constantFrom<Channels>(1, 2, 3, 4),
      orientation: fc.integer({ min: 1, max: 8 }),
    })
    .chain((info) => {
      const length = info.width * info.height * info.channels;
      return fc
        .uint8Array({ minLength: length, maxLength: length })
        .map((data) => new Image(data, info));
    });
  await fc.assert(
    fc.asyncProperty(images, async (image) => {
      const before = Uint8Array.from(image.data);
      const back = await decodeImage(await encodePng(image), { mode: "unchanged" });
      assert.deepEqual(back, image);
      assert.deepEqual(image.data, before);
    }),
    { numRuns: 100, seed: 3 },
  );
});

test("JPEG pixels are those of Pillow's encoder at the same quality", async () => {
  for (const [key, sha256] of Object.entries(pillow.jpegs)) {
    const [name, quality] = key.split(" ") as [string, string];
    const image = await readImage(fixture("photos", name), { mode: "unchanged" });
    const back = await decodeImage(await encodeJpeg(image, { quality: Number(quality) }));
    assert.equal(createHash("sha256").update(Buffer.from(back.data)).digest("hex"), sha256, key);
  }
  const photo = await readImage(fixture("photos", "rocket.jpg"));
  assert.deepEqual(await encodeJpeg(photo), await encodeJpeg(photo, { quality: 75 }));
});

test("JPEG keeps grey grey and the orientation", async () => {
  const gray = new Image(new Uint8Array(64).fill(90), {
    width: 8,
    height: 8,
    channels: 1,
    orientation: 6,
  });
  const back = await decodeImage(await encodeJpeg(gray), { mode: "unchanged" });
  assert.deepEqual(back, gray);
});

test("float pixels, alpha in JPEG and a wrong quality are refused", async () => {
  const float = new Image(new Float32Array(3), { width: 1, height: 1, channels: 3 });
  await assert.rejects(encodePng(float), { code: "INVALID_ARGUMENT" });
  const alpha = new Image(new Uint8Array(4), { width: 1, height: 1, channels: 4 });
  await assert.rejects(
    encodeJpeg(alpha),
    /encodeJpeg: expected 1 or 3 channels, got 4; drop alpha, or use encodePng/,
  );
  const gray = new Image(new Uint8Array(1), { width: 1, height: 1, channels: 1 });
  for (const quality of [0, 101, 1.5])
    await assert.rejects(encodeJpeg(gray, { quality }), { code: "INVALID_ARGUMENT" });
});
