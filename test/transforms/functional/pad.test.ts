import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BoundingBoxes, type Image, KeyPoints, Mask } from "../../../src/sample/index.ts";
import { pad } from "../../../src/transforms/functional/index.ts";
import { assertGolden, type GoldenCase, golden, goldenInput } from "../golden.ts";
import { floatNoise, noise } from "../samples.ts";

describe("pad", () => {
  for (const { input, args, output } of golden<{ cases: GoldenCase[] }>("pad").cases) {
    test(`${input} ${JSON.stringify(args)} equals torchvision's`, () => {
      const [padding, options] = args as unknown as [number, object];
      assertGolden(pad(goldenInput(input) as Image, padding, options), output, undefined);
    });
  }

  test("moves boxes and key points and widens their canvas", () => {
    const canvasSize = [4, 6] as const;
    const boxes = BoundingBoxes.from([[1, 1, 2, 2]], { format: "XYWH", canvasSize });
    const points = KeyPoints.from([[5, 3]], { canvasSize });
    const [b, k] = [pad(boxes, [2, 1]), pad(points, [2, 1, 0, 0])];
    assert.deepEqual([...b.data, ...k.data], [3, 2, 2, 2, 7, 4]);
    assert.deepEqual([...b.size, ...k.size], [6, 10, 5, 8]);
  });

  test("keeps a mask's labels, plane by plane, and fills with one value", () => {
    const mask = new Mask(new Uint16Array([1, 2, 3, 400]), [2, 1, 2]);
    const out = pad(mask, [1, 0], { fill: 65535 });
    assert.deepEqual([...out.data], [65535, 1, 2, 65535, 65535, 3, 400, 65535]);
    assert.deepEqual(out.shape, [2, 1, 4]);
    assert.throws(() => pad(mask, 1, { fill: 65536 }), /fill for a mask to be a whole number in/);
    assert.throws(() => pad(mask, 1, { fill: [1] }), /one fill value where a mask is padded/);
  });

  test("fills float pixels with any number, bytes with what a byte holds", () => {
    const out = pad(floatNoise(1, 1, 1), [1, 0], { fill: -1.5 });
    assert.deepEqual([out.data[0], out.data[2]], [-1.5, -1.5]);
    assert.throws(
      () => pad(noise(1, 1), 1, { fill: 256 }),
      /a fill in \[0, 255\] for bytes, got 256/,
    );
  });

  test("refuses bad borders, modes and parts", () => {
    const image = noise(2, 2);
    assert.throws(() => pad(image, -1), /^VisionError: pad: expected padding/);
    assert.throws(
      () => pad(image, 1, { paddingMode: "zeros" as never }),
      /pad: expected paddingMode/,
    );
    assert.throws(() => pad(image, 1 << 20), { code: "TOO_LARGE" });
    assert.throws(() => pad("x" as never, 1), /an Image, Video, BoundingBoxes, Mask, KeyPoints or/);
  });

  test("gives back the same part for a border of nothing", () => {
    const image = noise(2, 2);
    assert.equal(pad(image, 0), image);
  });
});
