import assert from "node:assert/strict";
import { test } from "node:test";
import sharp from "sharp";
import { fromSharp, toBuffer, toSharp } from "../../../src/transforms/functional/index.ts";
import { floatNoise, noise, spelled } from "../samples.ts";

test("pictures go to sharp and back", async () => {
  const image = noise(3, 5);
  const raw = await sharp(...toSharp(image))
    .raw()
    .toBuffer({ resolveWithObject: true });
  assert.deepEqual(spelled(fromSharp(raw)), spelled(image));
  assert.throws(() => toSharp(floatNoise(1, 1)), /toBuffer: expected a picture of bytes/);
});

test("a Buffer shares the image's memory", () => {
  const image = noise(2, 2);
  const buffer = toBuffer(image);
  assert.ok(Buffer.isBuffer(buffer));
  assert.deepEqual([...buffer], [...image.data]);
  assert.equal(buffer.buffer, image.data.buffer);
});
