import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Image } from "../../../src/sample/index.ts";
import { resizeImage } from "../../../src/transforms/functional/resize-image.ts";
import {
  checkResize,
  type ResizeOptions,
} from "../../../src/transforms/functional/resize-options.ts";

const resized = (image: Image, size: [number, number], options: ResizeOptions) =>
  resizeImage(image, size, checkResize("me", size, options));

describe("resizeImage", () => {
  const line = (...values: number[]) =>
    new Image(Uint8Array.from(values), { height: 1, width: values.length, channels: 1 });

  test("rounds after the first pass as Pillow does", () => {
    const square = new Image(Uint8Array.of(0, 1, 0, 0), { height: 2, width: 2, channels: 1 });
    // The mean is 0.25, but x gives round(0.5) = 1 and 0, then y gives round(0.5) = 1.
    assert.deepEqual([...resized(square, [1, 1], { interpolation: "box" }).data], [1]);
  });

  test("weighs colours by alpha: what is transparent does not bleed", () => {
    const image = new Image(Uint8Array.of(200, 255, 90, 0), { height: 1, width: 2, channels: 2 });
    const [grey, alpha] = resized(image, [1, 1], { interpolation: "box" }).data;
    assert.equal(alpha, 128);
    assert.ok(Math.abs(grey! - 200) <= 1, String(grey));
  });

  test("without antialiasing halves of bytes go to even", () => {
    const { data } = resized(line(0, 1, 2, 3), [1, 2], { antialias: false });
    assert.deepEqual([...data], [0, 2]); // 0.5 -> 0, 2.5 -> 2
  });

  test("bytes follow Pillow's nearest rule, floats follow torch's", () => {
    const bytes = line(1, 2, 3, 4);
    assert.deepEqual([...resized(bytes, [1, 2], { interpolation: "nearest" }).data], [2, 4]);
    const floats = new Image(Float32Array.of(1, 2, 3, 4), bytes);
    assert.deepEqual([...resized(floats, [1, 2], { interpolation: "nearest" }).data], [1, 3]);
    const exact = resized(floats, [1, 2], { interpolation: "nearest-exact" });
    assert.deepEqual([...exact.data], [2, 4]);
  });

  test("keeps the orientation and the kind of pixels", () => {
    const image = new Image(new Float32Array(4), {
      height: 2,
      width: 2,
      channels: 1,
      orientation: 8,
    });
    const out = resized(image, [3, 1], { interpolation: "lanczos" });
    assert.equal(out.orientation, 8);
    assert.ok(out.data instanceof Float32Array);
  });
});
