import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { thumbnail } from "../../src/cli/thumbnail.ts";
import { decodeImage } from "../../src/io/index.ts";
import { Image } from "../../src/sample/index.ts";

const filled = (width: number, height: number, channels: 1 | 3) =>
  new Image(new Uint8Array(width * height * channels).fill(90), { width, height, channels });

async function shown(image: Image) {
  return decodeImage(await thumbnail(image), { mode: "unchanged" });
}

describe("thumbnail", () => {
  test("its longer side is 128 pixels, and its shape is kept", async () => {
    assert.deepEqual((await shown(filled(512, 256, 3))).size, [64, 128]);
    assert.deepEqual((await shown(filled(200, 400, 3))).size, [128, 64]);
  });

  test("a strip keeps at least one pixel across", async () => {
    assert.deepEqual((await shown(filled(1000, 1, 3))).size, [1, 128]);
    assert.deepEqual((await shown(filled(1, 1000, 1))).size, [128, 1]);
  });

  test("small images stay as they are", async () => {
    const data = Uint8Array.from({ length: 28 * 28 }, (_, i) => i % 251);
    const image = new Image(data, { width: 28, height: 28, channels: 1 });
    const { size, data: again } = await shown(image);
    assert.deepEqual(size, [28, 28]);
    assert.deepEqual([...again.subarray(0, data.length)], [...data]);
    assert.deepEqual((await shown(filled(128, 100, 3))).size, [100, 128]);
  });

  test("a constant stays constant", async () => {
    const { data } = await shown(filled(300, 200, 3));
    assert.ok(data.every((value) => value === 90));
  });
});
