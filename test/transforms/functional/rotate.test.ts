import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BoundingBoxes, Image, KeyPoints, Mask, Video } from "../../../src/sample/index.ts";
import { Tensor } from "../../../src/tensor/index.ts";
import { horizontalFlip, rotate } from "../../../src/transforms/functional/index.ts";
import { within } from "../pictures.ts";
import { floatNoise, labels, noise } from "../samples.ts";
import { placeGoldens, type Warp, warpGoldens } from "../warps.ts";

describe("rotate", () => {
  warpGoldens("warp-rotate", rotate as unknown as Warp);
  placeGoldens("rotate", rotate as unknown as Warp);

  test("right angles move pixels, of masks and floats too", () => {
    const mask = new Mask(new Int32Array([1, 2, 3, 4, 5, 6]), [2, 3]);
    const turned = rotate(mask, 90, { expand: true });
    assert.deepEqual(turned.shape, [3, 2]);
    assert.deepEqual([...turned.data], [3, 6, 2, 5, 1, 4]);
    assert.deepEqual([...rotate(mask, -180).data], [6, 5, 4, 3, 2, 1]);
    assert.deepEqual([...rotate(mask, 270, { expand: true }).data], [4, 1, 5, 2, 6, 3]);
    const image = floatNoise(5, 4, 3);
    assert.equal(rotate(image, 720), image);
    const back = rotate(rotate(image, 90, { expand: true }), -90, { expand: true });
    assert.deepEqual(back.data, image.data);
  });

  test("picture and mask turn the same way", () => {
    const pixels = Uint8Array.from({ length: 81 }, (_, i) => (i % 9 < 3 ? 200 : 10));
    const image = rotate(new Image(pixels, { height: 9, width: 9, channels: 1 }), 40);
    const mask = rotate(new Mask(pixels, [9, 9]), 40);
    const same = mask.data.filter((label, i) => label === image.data[i]).length;
    assert.ok(same > 75, `${same} of 81`);
  });

  test("turns a rotated box with the canvas, counter-clockwise", () => {
    const canvasSize = [50, 80] as const;
    const info = { format: "CXCYWHR", canvasSize, clampingMode: null } as const;
    const box = BoundingBoxes.from([[30, 25, 10, 4, 15]], info);
    const turned = rotate(box, 50);
    // The centre lies 10 left of the middle; up to 50 degrees on, it lies below it.
    const [c, s] = [Math.cos((50 * Math.PI) / 180), Math.sin((50 * Math.PI) / 180)];
    within(turned.data, [40 - 10 * c, 25 + 10 * s, 10, 4, 65], 1e-3);
    assert.equal(turned.format, "CXCYWHR");
    assert.equal(turned.clampingMode, null);
  });

  test("writes boxes back in their own format, and cuts them as their mode says", () => {
    const canvasSize = [20, 20] as const;
    const [xywh, free] = (["soft", null] as const).map((clampingMode) =>
      rotate(
        BoundingBoxes.from([[0, 0, 20, 10]], { format: "XYWH", canvasSize, clampingMode }),
        45,
      ),
    ) as [BoundingBoxes, BoundingBoxes];
    const k = 10 * Math.SQRT1_2;
    within(free.data, [10 - 2 * k, 10 - 2 * k, 3 * k, 3 * k], 1e-4);
    within(xywh.data, [0, 0, 10 + k, 10 + k], 1e-4);
    assert.equal(xywh.format, "XYWH");
  });

  test("no boxes and no points get the new canvas as well", () => {
    const canvasSize = [10, 20] as const;
    const none = BoundingBoxes.from([], { format: "XYXY", canvasSize });
    const points = new KeyPoints(new Float32Array(), { canvasSize });
    const size = rotate(noise(10, 20), 30, { expand: true }).size;
    assert.deepEqual(rotate(none, 30, { expand: true }).size, size);
    assert.deepEqual(rotate(points, 30, { expand: true }).size, size);
  });

  test("videos go frame by frame, tensors picture by picture", () => {
    const frames = [noise(6, 8, 3, 1), noise(6, 8, 3, 2)];
    const video = rotate(new Video(frames), 25, { interpolation: "bilinear", fill: 9 });
    for (const [i, frame] of frames.entries()) {
      const alone = rotate(frame, 25, { interpolation: "bilinear", fill: 9 });
      assert.deepEqual(video.frames[i]!.data, alone.data);
    }
    const tensor = Tensor.fromData(floatNoise(6, 8, 1).data as Float32Array, [1, 6, 8]);
    const want = rotate(floatNoise(6, 8, 1), 25).data;
    assert.deepEqual(rotate(tensor, 25).hostData(), want);
  });

  test("turning the mirror image is mirroring the image turned the other way", () => {
    const image = noise(15, 15, 3);
    const [a, b] = [rotate(horizontalFlip(image), 90), horizontalFlip(rotate(image, -90))];
    assert.deepEqual(a.data, b.data);
  });

  test("fills what lies outside; masks with one label", () => {
    const corner = rotate(noise(9, 9), 45, { fill: [1, 2, 3] }).data.subarray(0, 3);
    assert.deepEqual([...corner], [1, 2, 3]);
    assert.equal(rotate(labels(9, 9), 45, { fill: 7 }).data[0], 7);
    assert.equal(rotate(labels(9, 9), 45).data[0], 0);
    assert.throws(() => rotate(labels(9, 9), 45, { fill: [1] }), /one fill value where a mask/);
  });

  test("refuses what it cannot do, by name", () => {
    const image = noise(4, 4);
    const refused: [() => unknown, RegExp | { message: string }][] = [
      [
        () => rotate(image, Number.NaN),
        /^VisionError: rotate: expected angle to be a finite number/,
      ],
      [
        () => rotate(image, 1, { expand: 1 as never }),
        /rotate: expected expand true or false, got 1/,
      ],
      [() => rotate(image, 1, { center: [1] as never }), /center as \[x, y\], got \[1\]/],
      [
        () => rotate(image, 1, { interpolation: "box" as never }),
        /one of nearest, bilinear, bicubic/,
      ],
      [() => rotate(image, 1, { fill: [1, 2] }), /one fill value or 3, one for each channel/],
      [() => rotate(image, 1, { fill: 256 }), /a fill in \[0, 255\] for bytes, got 256/],
      [
        () => rotate(floatNoise(4, 4, 1), 1, { interpolation: "bicubic" }),
        {
          message:
            'rotate: expected interpolation "nearest" or "bilinear" for floats, got "bicubic"; ' +
            "pass one of these, or bytes",
        },
      ],
      [() => rotate("x" as never, 1), /an Image, Video, BoundingBoxes, Mask, KeyPoints or Tensor/],
    ];
    for (const [call, message] of refused) assert.throws(call, message);
  });
});
