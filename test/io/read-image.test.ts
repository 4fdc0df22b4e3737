import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { decodeImage } from "../../src/io/decode-image.ts";
import { openRegularFile } from "../../src/io/open-regular-file.ts";
import { readImage } from "../../src/io/read-image.ts";
import { recycle, uninitializedBytes } from "../../src/util/allocate.ts";
import { fixture } from "../support/paths.ts";

test("reads what decodeImage decodes", async () => {
  const path = fixture("photos", "chelsea.png");
  const image = await readImage(path);
  assert.deepEqual([image.height, image.width, image.channels], [300, 451, 3]);
  assert.deepEqual(image, await decodeImage(readFileSync(path)));
});

test("many at once are each themselves", async () => {
  const names = ["chelsea.png", "coffee.png", "rocket.jpg", "camera.png"];
  const paths = [...names, ...names, ...names].map((name) => fixture("photos", name));
  const images = await Promise.all(paths.map((path) => readImage(path, { mode: "gray" })));
  for (const [i, image] of images.entries()) assert.deepEqual(image, images[i % names.length]);
  assert.deepEqual(
    images.slice(0, 4).map(({ size }) => size),
    [
      [300, 451],
      [400, 600],
      [427, 640],
      [512, 512],
    ],
  );
});

test("a file's bytes are overwritten by the next one's, but never a picture that is made of them", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "read-image-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const gray = (value: number) => {
    const header = Buffer.from("P5 200 150 255\n");
    const path = join(folder, `${value}.pgm`);
    writeFileSync(path, Buffer.concat([header, Buffer.alloc(30_000, value)]));
    return readImage(path, { mode: "unchanged" });
  };
  const images = [await gray(1), await gray(2), await gray(3)];
  for (const [i, { data }] of images.entries()) assert.ok(data.every((value) => value === i + 1));
  const rocket = fixture("photos", "rocket.jpg");
  const { size } = statSync(rocket);
  const memory = uninitializedBytes(size);
  recycle(memory);
  const image = await readImage(rocket);
  assert.deepEqual(memory, new Uint8Array(readFileSync(rocket)));
  assert.equal(uninitializedBytes(size).buffer, memory.buffer);
  assert.deepEqual(image, await decodeImage(readFileSync(rocket)));
});

test("what is no file that can be read is named", async () => {
  const missing = fixture("photos", "none.jpg");
  await assert.rejects(readImage(missing), { code: "NOT_FOUND", file: missing });
  await assert.rejects(readImage(join(fixture("photos", "rocket.jpg"), "x")), {
    code: "NOT_FOUND",
  });
  await assert.rejects(readImage(fixture("photos")), /not a regular file/);
  await assert.rejects(openRegularFile("someone", missing), /^VisionError: someone: .*none\.jpg/);
});

test("a pipe and an endless device do not hang", {
  skip: process.platform === "win32",
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), "tsvision-pipe-"));
  try {
    execFileSync("mkfifo", [join(folder, "pipe.jpg")]);
    await assert.rejects(readImage(join(folder, "pipe.jpg")), /not a regular file/);
    await assert.rejects(readImage("/dev/zero"), /not a regular file/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
