import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { applyOrientation, decodeImage, encodePng, readImage } from "../../src/io/index.ts";
import { Image } from "../../src/sample/index.ts";
import { VisionError } from "../../src/util/errors.ts";
import { fixture } from "../support/paths.ts";

const generated = (name: string) => fixture("odd-images", "generated", name);

test("an image cut at any byte is an error or the same pixels, never less", async () => {
  const names = readdirSync(fixture("golden", "io")).filter((name) => name.startsWith("tiny"));
  assert.ok(names.length >= 6);
  for (const name of names) {
    const bytes = readFileSync(fixture("golden", "io", name));
    const whole = await decodeImage(bytes);
    const answers = { refused: 0, same: 0 };
    for (let length = 0; length < bytes.length; length++) {
      const failOn = length % 2 === 0 ? "warning" : "truncated"; // both promise this
      try {
        const cut = await decodeImage(bytes.subarray(0, length), { failOn });
        assert.deepEqual(cut.data, whole.data, `${name} cut to ${length}`);
        answers.same++;
      } catch (error) {
        assert.ok(error instanceof VisionError, `${name} cut to ${length}: ${error}`);
        assert.ok(["INVALID_FILE", "UNSUPPORTED_FORMAT"].includes(error.code));
        answers.refused++;
      }
    }
    assert.ok(answers.refused > bytes.length / 3, `${name}: ${JSON.stringify(answers)}`);
  }
});

test("damaged bytes are an error or an image, never anything else", async () => {
  const names = readdirSync(fixture("golden", "io")).filter((name) => name.startsWith("tiny"));
  const originals = names.map((name) => readFileSync(fixture("golden", "io", name)));
  await fc.assert(
    fc.asyncProperty(
      fc.nat(originals.length - 1),
      fc.array(fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.nat(255)), {
        minLength: 1,
        maxLength: 4,
      }),
      async (which, edits) => {
        const bytes = Uint8Array.from(originals[which]!);
        for (const [place, value] of edits) bytes[Math.floor(place * bytes.length)] = value;
        try {
          const image = await decodeImage(bytes, { maxPixels: 100_000 });
          assert.ok(image.width * image.height <= 100_000);
        } catch (error) {
          assert.ok(error instanceof VisionError, String(error));
        }
      },
    ),
    { numRuns: 300, seed: 7 },
  );
});

test("modes", async () => {
  const data = new Uint8Array([255, 0, 0, 10, 0, 255, 0, 20, 0, 0, 255, 30, 255, 255, 255, 40]);
  const png = await encodePng(new Image(data, { width: 2, height: 2, channels: 4 }));
  const rgb = await decodeImage(png);
  assert.deepEqual([...rgb.data], [255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255]);
  const gray = await decodeImage(png, { mode: "gray" });
  assert.deepEqual([...gray.data], [76, 150, 29, 255]); // 0.299, 0.587, 0.114 of 255
  assert.deepEqual([gray.channels, gray.size], [1, [2, 2]]);
  assert.deepEqual((await decodeImage(png, { mode: "rgba" })).data, data);
  assert.deepEqual((await decodeImage(png, { mode: "unchanged" })).data, data);
});

test("unchanged keeps grey grey and its alpha", async () => {
  const grayAlpha = new Image(new Uint8Array([9, 99, 200, 0]), {
    width: 1,
    height: 2,
    channels: 2,
  });
  const png = await encodePng(grayAlpha);
  const image = await decodeImage(png, { mode: "unchanged" });
  assert.deepEqual([image.channels, ...image.data], [2, 9, 99, 200, 0]);
  assert.deepEqual([...(await decodeImage(png)).data], [9, 9, 9, 200, 200, 200]);
  assert.deepEqual(
    [...(await decodeImage(png, { mode: "rgba" })).data],
    [9, 9, 9, 99, 200, 200, 200, 0],
  );
});

test("too many pixels are refused by the header, whatever the format", async () => {
  for (const name of ["bomb-65535.png", "bomb-65500.jpg", "bomb-65535.gif", "bomb-16383.webp"])
    await assert.rejects(readImage(generated(name)), { code: "TOO_LARGE" }, name);
  const photo = fixture("photos", "chelsea.png");
  await assert.rejects(readImage(photo, { maxPixels: 451 * 300 - 1 }), (error) => {
    assert.ok(error instanceof VisionError);
    assert.equal(
      error.message,
      `decodeImage: ${photo}: expected at most 135299 pixels, got "451 x 300 = 135300"; ` +
        "shrink the image, or raise maxPixels if you trust the file",
    );
    return true;
  });
  assert.deepEqual((await readImage(photo, { maxPixels: 451 * 300 })).size, [300, 451]);
});

test("EXIF orientation is reported, the pixels stay as stored", async () => {
  const stored = await readImage(generated("orientation-1.jpg"));
  for (let orientation = 1; orientation <= 8; orientation++) {
    const image = await readImage(generated(`orientation-${orientation}.jpg`));
    assert.equal(image.orientation, orientation);
    assert.deepEqual(image.data, stored.data);
    const upright = applyOrientation(image);
    assert.equal(upright.orientation, 1);
    assert.deepEqual(upright.size, orientation > 4 ? [48, 32] : [32, 48]);
  }
});

test("an error has the file, what was expected, what came, what to do and the cause", async () => {
  const path = fixture("odd-images", "skimage", "truncated.jpg");
  await assert.rejects(readImage(path), (error) => {
    assert.ok(error instanceof VisionError && error.cause instanceof Error);
    assert.deepEqual(
      [error.code, error.file, error.expected, error.hint],
      [
        "INVALID_FILE",
        path,
        "a JPEG image that is whole",
        "the file is cut off or corrupt; fetch or export it again",
      ],
    );
    assert.match(String(error.cause), /premature end of JPEG image/);
    return true;
  });
});

test("wrong options are refused", async () => {
  const bytes = readFileSync(generated("png-named.jpg"));
  // @ts-expect-error not a mode
  await assert.rejects(decodeImage(bytes, { mode: "cmyk" }), { code: "INVALID_ARGUMENT" });
  // @ts-expect-error not a format
  await assert.rejects(decodeImage(bytes, { formats: ["svg"] }), { code: "INVALID_ARGUMENT" });
  await assert.rejects(decodeImage(bytes, { maxPixels: Infinity }), { code: "INVALID_ARGUMENT" });
});

test("the bytes given are not changed and not kept", async () => {
  const bytes = Uint8Array.from(readFileSync(generated("png-named.jpg")));
  const before = Uint8Array.from(bytes);
  const image = await decodeImage(bytes);
  assert.deepEqual(bytes, before);
  const pixels = Uint8Array.from(image.data);
  bytes.fill(0);
  assert.deepEqual(image.data, pixels);
});
