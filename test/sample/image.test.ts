import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Image } from "../../src/sample/index.ts";

describe("Image", () => {
  test("refuses pixels that do not fill its size", () => {
    const info = { width: 2, height: 2, channels: 3 } as const;
    assert.deepEqual(new Image(new Uint8Array(12), info).size, [2, 2]);
    assert.throws(() => new Image(new Uint8Array(11), info), /2 x 2 x 3 = 12 values, got 11/);
    assert.throws(() => new Image([] as never, info), /a Uint8Array or Float32Array/);
  });

  test("takes a Node Buffer's memory as a plain array, whose slices are copies", () => {
    const buffer = Buffer.from([1, 2, 3, 4]).subarray(1);
    const image = new Image(buffer, { width: 3, height: 1, channels: 1 });
    assert.equal(image.data.constructor, Uint8Array);
    assert.deepEqual([...image.data], [2, 3, 4]);
    assert.equal(image.data.buffer, buffer.buffer);
  });
});
