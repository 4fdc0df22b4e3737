import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { readImage } from "../../src/io/index.ts";
import { Image } from "../../src/sample/index.ts";
import { Tensor } from "../../src/tensor/index.ts";
import { makeGrid, saveImage } from "../../src/utils/index.ts";
import { floats, pattern } from "./golden.ts";

describe("saveImage", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "save-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  test("floats are rounded to bytes and cut, in float32", async () => {
    const path = join(folder, "floats.png");
    const values = [0, 0.5, 1, -3, 7, 0.1, 0.998, 0.9981, Number.NaN];
    await saveImage(Tensor.fromData(Float32Array.from(values), [1, 3, 3]), path);
    const { data, channels } = await readImage(path, { mode: "gray" });
    assert.equal(channels, 1);
    assert.deepEqual([...data], [0, 128, 255, 0, 255, 26, 254, 255, 0]);
  });

  test("one pixel, and bytes as they are", async () => {
    const path = join(folder, "one.png");
    await saveImage(new Image(Uint8Array.of(9, 8, 7), { width: 1, height: 1, channels: 3 }), path);
    assert.deepEqual([...(await readImage(path)).data], [9, 8, 7]);
    await saveImage(pattern([3, 4, 5]), path);
    const { height, width } = await readImage(path);
    assert.deepEqual([height, width], [4, 5], "the older file was replaced");
  });

  test("several are put into a grid first, with its options", async () => {
    const path = join(folder, "grid.png");
    const batch = floats([5, 3, 6, 4]);
    const options = { nrow: 2, padding: 1, normalize: true, padValue: 0.5 };
    await saveImage(batch, path, options);
    const grid = makeGrid(batch, options);
    const image = await readImage(path);
    assert.deepEqual([image.height, image.width], grid.shape.slice(1));
    const plane = grid.shape[1]! * grid.shape[2]!;
    const values = grid.hostData() as Float32Array;
    for (let i = 0; i < plane; i += 7)
      assert.equal(image.data[i * 3 + 1], Math.floor(values[plane + i]! * 255 + 0.5));
  });

  test("the suffix says the format, and quality is for JPEG", async () => {
    const picture = pattern([3, 64, 64]);
    await saveImage(picture, join(folder, "good.jpg"), { quality: 95 });
    await saveImage(picture, join(folder, "small.JPEG"), { quality: 10 });
    await saveImage(picture, join(folder, "odd.bin"), { format: "jpeg" });
    const size = (name: string) => statSync(join(folder, name)).size;
    assert.ok(size("good.jpg") > 2 * size("small.JPEG"));
    assert.equal((await readImage(join(folder, "odd.bin"))).width, 64);
  });

  test("refusals write nothing", async () => {
    const files = readdirSync(folder);
    const picture = pattern([3, 2, 2]);
    const refused: [Promise<void>, RegExp][] = [
      [saveImage(picture, join(folder, "a.gif")), /ends in .png, .jpg or .jpeg/],
      [saveImage(picture, join(folder, "a.png"), { quality: 90 }), /no quality for PNG/],
      [saveImage(picture, join(folder, "a.jpg"), { quality: 0 }), /quality to be a whole number/],
      [saveImage(picture, join(folder, "a.jpg"), { format: "webp" as never }), /one of png, jpeg/],
      [
        saveImage(Tensor.fromData(new Int32Array(3), [3, 1, 1]), join(folder, "a.png")),
        /float32 or uint8/,
      ],
      [saveImage(pattern([5, 1, 1]), join(folder, "a.png")), /1 to 4 channels/],
      [saveImage([], join(folder, "a.png")), /a list of them/],
      [saveImage(picture, join(folder, "gone", "a.png")), /create the folder first/],
    ];
    for (const [promise, message] of refused) await assert.rejects(promise, message);
    assert.deepEqual(readdirSync(folder), files);
  });
});
