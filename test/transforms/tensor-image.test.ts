import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Image } from "../../src/sample/index.ts";
import { Tensor } from "../../src/tensor/index.ts";
import * as functional from "../../src/transforms/functional/index.ts";
import { horizontalFlip } from "../../src/transforms/functional/index.ts";
import { mapTensorImages, mapTensorPlanes } from "../../src/transforms/tensor-image.ts";
import { floatNoise, noise } from "./samples.ts";

describe("mapTensorImages", () => {
  test("shows each picture as [h, w, c] and puts the result back", () => {
    const tensor = Tensor.fromData(
      Uint8Array.from({ length: 12 }, (_, i) => i),
      [2, 3, 1, 2],
    );
    const seen: number[][] = [];
    const out = mapTensorImages("me", tensor, (image) => {
      seen.push([image.height, image.width, image.channels, ...image.data]);
      return horizontalFlip(image);
    });
    assert.deepEqual(seen, [
      [1, 2, 3, 0, 2, 4, 1, 3, 5],
      [1, 2, 3, 6, 8, 10, 7, 9, 11],
    ]);
    assert.deepEqual([...out.hostData()].map(Number), [1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10]);
    assert.deepEqual([out.shape, out.dtype], [[2, 3, 1, 2], "uint8"]);
  });

  test("gives back the same tensor if no picture changed", () => {
    const tensor = Tensor.fromData(new Float32Array(6), [3, 1, 2]);
    assert.equal(
      mapTensorImages("me", tensor, (image) => image),
      tensor,
    );
  });

  test("refuses what shows no picture", () => {
    const bad = [
      Tensor.fromData(new Float32Array(4), [2, 2]),
      Tensor.fromData(new Float32Array(5), [5, 1, 1]),
      Tensor.fromData(new Float64Array(1), [1, 1, 1]),
      Tensor.fromData(new Uint8Array(1), [1, 1, 1], "bool"),
    ];
    for (const tensor of bad)
      assert.throws(
        () => mapTensorImages("me", tensor, (x) => x),
        /^VisionError: me: expected a pict/,
      );
    const none = Tensor.fromData(new Float32Array(0), [1, 3, 0, 2]);
    assert.throws(() => mapTensorImages("me", none, (x) => x), /expected pictures with pixels/);
  });

  test("a batch of none becomes what a picture becomes, without pictures", () => {
    const none = Tensor.fromData(new Uint8Array(0), [2, 0, 3, 4, 6]);
    assert.equal(
      mapTensorImages("me", none, (x) => x),
      none,
    );
    const gray = functional.rgbToGrayscale(functional.resize(none, [2, 5]));
    assert.deepEqual([gray.shape, gray.dtype], [[2, 0, 1, 2, 5], "uint8"]);
    const floats = functional.toDtype(functional.pad(none, 1), "float32", { scale: true });
    assert.deepEqual([floats.shape, floats.dtype], [[2, 0, 3, 6, 8], "float32"]);
    assert.throws(() => functional.fiveCrop(none, 9), /fiveCrop: expected a picture of at least/);
  });
});

describe("mapTensorPlanes", () => {
  const planes = (channels: number) =>
    Tensor.fromData(
      Uint8Array.from({ length: 4 * channels }, (_, i) => i),
      [2, channels, 1, 2],
    );

  test("shows each plane as a grey picture and puts the results back", () => {
    const tensor = planes(3);
    const seen: number[][] = [];
    const out = mapTensorPlanes("me", tensor, (image) => {
      seen.push([image.height, image.width, image.channels, ...image.data]);
      return horizontalFlip(image);
    });
    assert.deepEqual(seen.slice(0, 2), [
      [1, 2, 1, 0, 1],
      [1, 2, 1, 2, 3],
    ]);
    assert.equal(seen.length, 6);
    assert.deepEqual(out, horizontalFlip(tensor));
    assert.equal(
      mapTensorPlanes("me", tensor, (image) => image),
      tensor,
    );
  });

  test("shows whole pictures where one channel may be alpha", () => {
    const seen = new Set<number>();
    for (const channels of [2, 4])
      mapTensorPlanes("me", planes(channels), (image) => {
        seen.add(image.channels);
        return image;
      });
    assert.deepEqual([...seen], [2, 4]);
  });

  test("refuses what holds no pictures", () => {
    const whole = Tensor.fromData(new Int32Array(4), [1, 2, 2]);
    assert.throws(
      () => mapTensorPlanes("me", whole, (x) => x),
      /me: expected a picture as float32/,
    );
    const none = Tensor.fromData(new Float32Array(0), [0, 3, 2, 0]);
    assert.throws(() => mapTensorPlanes("me", none, (x) => x), /me: expected pictures with pixels/);
  });
});

describe("moves that treat each channel by itself", () => {
  const moves: Readonly<Record<string, <P extends Image | Tensor>(part: P) => P>> = {
    horizontalFlip: functional.horizontalFlip,
    verticalFlip: functional.verticalFlip,
    crop: (part) => functional.crop(part, { top: -1, left: 2, height: 7, width: 5 }),
    centerCrop: (part) => functional.centerCrop(part, [4, 12]),
    pad: (part) => functional.pad(part, [1, 2, 3, 4], { fill: 1 }),
    mirrors: (part) => functional.pad(part, 3, { paddingMode: "reflect" }),
  };
  for (const [name, move] of Object.entries(moves))
    test(`${name}: a tensor's planes are those of its picture`, () => {
      for (const channels of [1, 2, 3, 4] as const)
        for (const image of [noise(6, 9, channels), floatNoise(6, 9, channels)]) {
          const want = functional.toPureTensor(move(image));
          const got = move(functional.toPureTensor(image));
          assert.deepEqual(got.shape, want.shape);
          assert.deepEqual(got.hostData(), want.hostData());
        }
    });
});
