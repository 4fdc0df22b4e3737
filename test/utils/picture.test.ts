import assert from "node:assert/strict";
import { test } from "node:test";
import { Image } from "../../src/sample/index.ts";
import { Tensor } from "../../src/tensor/index.ts";
import { closeCanvas, openCanvas, rgbPixels } from "../../src/utils/picture.ts";
import { pattern } from "./golden.ts";

const image = new Image(Uint8Array.of(1, 2, 3, 4, 5, 6), {
  width: 2,
  height: 1,
  channels: 3,
  orientation: 6,
});
const gray = new Image(Uint8Array.of(7, 9), { width: 2, height: 1, channels: 1 });

test("images and tensors open as RGB bytes, copied, and close as what they were", () => {
  const canvas = openCanvas("test", image);
  canvas.data[0] = 99;
  assert.equal(image.data[0], 1);
  assert.deepEqual(openCanvas("test", gray).data, Uint8Array.of(7, 7, 7, 9, 9, 9));
  const closed = closeCanvas(openCanvas("test", image), image);
  assert.deepEqual(closed, image);
  const tensor = pattern([3, 4, 5]);
  const back = closeCanvas(openCanvas("test", tensor), tensor) as Tensor;
  assert.deepEqual([back.shape, back.dtype], [[3, 4, 5], "uint8"]);
  assert.deepEqual(back.hostData(), tensor.hostData());
});

test("float pixels become floor(x * 255.999) and go back to n / 255", () => {
  const values = Float32Array.of(0, 0.5, 1, 1.2, -0.1, 0.999);
  const floats = new Image(values, { width: 2, height: 1, channels: 3 });
  const canvas = openCanvas("test", floats);
  assert.deepEqual(canvas.data, Uint8Array.of(0, 127, 255, 255, 0, 255));
  const { data } = closeCanvas(canvas, floats) as Image;
  assert.deepEqual(
    data,
    Float32Array.from([0, 127, 255, 255, 0, 255], (byte) => byte / 255),
  );
  const tensor = Tensor.fromData(Float32Array.of(0, 0.5, 1), [3, 1, 1]);
  assert.equal((closeCanvas(openCanvas("test", tensor), tensor) as Tensor).dtype, "float32");
});

test("other pictures are refused", () => {
  const alpha = new Image(new Uint8Array(4), { width: 1, height: 1, channels: 4 });
  const strange: unknown[] = [
    alpha,
    pattern([2, 4, 4]),
    pattern([3, 3]),
    pattern([1, 3, 2, 2]),
    "a.png",
    undefined,
  ];
  strange.push(Tensor.fromData(new Int32Array(3), [3, 1, 1]));
  for (const picture of strange)
    assert.throws(
      () => rgbPixels("draw", picture as Image),
      /draw: expected a grey or RGB picture/,
    );
  assert.throws(
    () => rgbPixels("draw", Tensor.fromData(new Uint8Array(0), [3, 0, 2])),
    /one pixel/,
  );
});
