import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Image } from "../../../src/sample/index.ts";
import { Tensor } from "../../../src/tensor/index.ts";
import { erase } from "../../../src/transforms/functional/index.ts";
import { floatNoise, noise } from "../samples.ts";

const rectangle = { top: 1, left: 2, height: 2, width: 3 };

// The picture with `value(c, y, x)` in the rectangle, y and x counted from its corner.
function by(image: Image, value: (c: number, y: number, x: number) => number) {
  const { width, channels, data } = image;
  return Array.from(data, (old, i) => {
    const x = (Math.floor(i / channels) % width) - rectangle.left;
    const y = Math.floor(i / channels / width) - rectangle.top;
    const within = x >= 0 && x < rectangle.width && y >= 0 && y < rectangle.height;
    return within ? value(i % channels, y, x) : old;
  });
}

describe("erase", () => {
  test("writes one value, or one for each channel", () => {
    const image = noise(5, 6);
    assert.deepEqual(
      [...erase(image, rectangle, 9).data],
      by(image, () => 9),
    );
    const three = [1, 2, 3];
    assert.deepEqual(
      [...erase(image, rectangle, three).data],
      by(image, (c) => three[c]!),
    );
  });

  test("writes a tensor, dimensions of 1 repeated", () => {
    const image = floatNoise(5, 6);
    const data = Float32Array.from({ length: 18 }, (_, i) => i / 16);
    const whole = Tensor.fromData(data, [3, 2, 3]);
    assert.deepEqual(
      [...erase(image, rectangle, whole).data],
      by(image, (c, y, x) => data[c * 6 + y * 3 + x]!),
    );
    const column = Tensor.fromData(data.slice(0, 2), [1, 2, 1]);
    assert.deepEqual(
      [...erase(image, rectangle, column).data],
      by(image, (_, y) => data[y]!),
    );
  });

  test("does so in tensors too", () => {
    const tensor = Tensor.fromData(new Float32Array(60), [2, 1, 5, 6]);
    const got = erase(tensor, rectangle, 1);
    assert.deepEqual(got.shape, [2, 1, 5, 6]);
    const image = new Image(new Float32Array(30), { height: 5, width: 6, channels: 1 });
    const once = by(image, () => 1);
    assert.deepEqual([...got.hostData()], [...once, ...once]);
  });

  test("cuts what reaches over the edges off, and gives the part back where nothing is left", () => {
    const image = noise(3, 3, 1);
    const got = erase(image, { top: 2, left: 1, height: 9, width: 9 }, 7);
    assert.deepEqual([...got.data], [...image.data.slice(0, 7), 7, 7]);
    assert.equal(erase(image, { top: 0, left: 0, height: 0, width: 2 }, 7), image);
    assert.equal(erase(image, { top: 3, left: 0, height: 1, width: 2 }, 7), image);
  });

  test("lets a tensor's values wrap around in bytes, refuses such a number", () => {
    const image = noise(1, 1, 1);
    const all = { top: 0, left: 0, height: 1, width: 1 };
    const value = Tensor.fromData(Float32Array.of(-1.5), [1, 1, 1]);
    assert.deepEqual([...erase(image, all, value).data], [255]);
    assert.throws(() => erase(image, all, 256), /erase: expected a fill in \[0, 255\] for bytes/);
  });

  test("refuses rectangles and values that do not fit", () => {
    const image = noise(5, 6);
    assert.throws(() => erase(image, { ...rectangle, top: -1 }, 0), /erase: expected top to be/);
    assert.throws(() => erase(image, rectangle, [1, 2]), /one fill value or 3/);
    const flat = Tensor.fromData(new Float32Array(6), [2, 3]);
    assert.throws(() => erase(image, rectangle, flat), /float32 tensor \[3 or 1, 2 or 1, 3 or 1\]/);
  });
});
