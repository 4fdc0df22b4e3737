import assert from "node:assert/strict";
import { test } from "node:test";
import { fromImageData, toImageData } from "../../../src/transforms/functional/index.ts";
import { floatNoise, noise, spelled } from "../samples.ts";

test("RGBA pictures go to a canvas and back", () => {
  const image = noise(3, 4, 4);
  const { data, width, height } = toImageData(image);
  assert.ok(data instanceof Uint8ClampedArray);
  assert.deepEqual([width, height], [4, 3]);
  assert.deepEqual(spelled(fromImageData({ data, width, height })), spelled(image));
  assert.notEqual(data.buffer, image.data.buffer);
});

test("grey is repeated and opaque, alpha kept", () => {
  const [grey, pair, rgb] = [noise(1, 1, 1), noise(1, 1, 2), noise(1, 1, 3)];
  assert.deepEqual([...toImageData(grey).data], [...Array(3).fill(grey.data[0]), 255]);
  assert.deepEqual([...toImageData(pair).data], [...Array(3).fill(pair.data[0]), pair.data[1]]);
  assert.deepEqual([...toImageData(rgb).data], [...rgb.data, 255]);
  assert.throws(() => toImageData(floatNoise(1, 1)), /toImageData: expected a picture of bytes/);
});
