import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BoundingBoxes, KeyPoints, Mask } from "../../src/sample/index.ts";
import { Tensor } from "../../src/tensor/index.ts";
import { Resize } from "../../src/transforms/index.ts";
import { assertGolden, type GoldenCase, golden, goldenInput } from "./golden.ts";
import { noise } from "./samples.ts";
import { transformSuite } from "./suite.ts";

transformSuite(Resize, {
  cases: [
    [6],
    [[6], { interpolation: "bicubic" }],
    [[20, 5], { interpolation: "lanczos" }],
    [[4, 9], { interpolation: "nearest" }],
    [[12, 9]],
    [5, { maxSize: 6 }],
    [null, { maxSize: 30, antialias: false }],
  ],
  golden: "resize",
});

describe("Resize", () => {
  const more = golden<{ floats: GoldenCase[]; masks: GoldenCase[] }>("resize");
  for (const { input, args, output, tolerance } of [...more.floats, ...more.masks]) {
    test(`${input} ${JSON.stringify(args)} equals torch's interpolate`, () => {
      const resize = new Resize(...(args as unknown as [number]));
      assertGolden(resize.apply(goldenInput(input)), output, tolerance);
    });
  }

  test("gives torchvision's sizes", () => {
    type Size = [number, number];
    const { rows } = golden<{ rows: [Size, number, number | null, Size][] }>("resized-sizes");
    for (const [before, size, maxSize, after] of rows) {
      if (after[0] * after[1] > 1e6) continue; // the rule is the same, the pixels take long
      const resize = new Resize(size, { maxSize: maxSize ?? undefined, interpolation: "nearest" });
      const mask = new Mask(new Uint8Array(before[0] * before[1]), before);
      if (after.includes(0)) assert.throws(() => resize.apply(mask), /at least 1 pixel/);
      else assert.deepEqual(resize.apply(mask).size, after);
    }
  });

  test("scales boxes and key points by the ratios", () => {
    const canvasSize = [10, 20] as const;
    const boxes = BoundingBoxes.from([[2, 1, 8, 5]], { format: "CXCYWH", canvasSize });
    const points = KeyPoints.from([[19, 9]], { canvasSize });
    const [b, k] = new Resize([5, 60]).apply([boxes, points] as const);
    assert.deepEqual([...b.data], [6, 0.5, 24, 2.5]);
    assert.deepEqual([...k.data], [57, 4.5]);
    assert.deepEqual(
      [b.canvasSize, k.canvasSize],
      [
        [5, 60],
        [5, 60],
      ],
    );
  });

  test("gives back the same image if the size is right", () => {
    const image = noise(4, 6);
    assert.equal(new Resize([4, 6]).apply(image), image);
    assert.equal(new Resize(4).apply(image), image);
  });

  test("resizes tensors as the images they show", () => {
    const image = noise(5, 7, 3);
    const planes = Array.from(
      { length: 105 },
      (_, i) => image.data[(i % 35) * 3 + Math.floor(i / 35)]!,
    );
    const tensor = Tensor.fromData(Uint8Array.from(planes), [1, 3, 5, 7]);
    const small = new Resize([2, 3]).apply(tensor);
    const want = new Resize([2, 3]).apply(image);
    assert.deepEqual(small.shape, [1, 3, 2, 3]);
    assert.equal(small.hostData()[6 + 4], want.data[4 * 3 + 1]);
  });

  test("refuses options that do not go together", () => {
    const refused: [() => unknown, RegExp][] = [
      [() => new Resize(0), /^VisionError: Resize: expected size to be a whole number >= 1, got 0/],
      [() => new Resize([1, 2, 3] as never), /size as a number, \[n\] or \[height, width\]/],
      [() => new Resize(8, { interpolation: "cubic" as never }), /one of nearest, nearest-exact/],
      [() => new Resize(8, { maxSize: 8 }), /expected maxSize above size 8, got 8/],
      [() => new Resize([8, 8], { maxSize: 9 }), /no maxSize where size is \[height, width\]/],
      [() => new Resize(null), /expected maxSize where size is null, got undefined/],
      [() => new Resize(8, { interpolation: "box", antialias: false }), /antialias true for "box"/],
      [() => new Resize(8, { antialias: 1 as never }), /antialias true or false, got 1/],
    ];
    for (const [make, message] of refused) assert.throws(make, message);
  });

  test("refuses what would be enormous, at once", () => {
    const huge = new Resize([1 << 15, 1 << 15]);
    assert.throws(() => huge.apply(noise(2, 2)), { code: "TOO_LARGE" });
  });

  test("a turned box that is stretched becomes the rectangle around it", () => {
    // a square on its corner, stretched sideways: a rhombus with sides at 26.57 degrees
    const boxes = BoundingBoxes.from([[4, 4, 4, 4, 45]], { format: "CXCYWHR", canvasSize: [8, 8] });
    const [cx, cy, w, h] = new Resize([8, 16]).apply(boxes).data;
    assert.deepEqual([Math.round(cx!), Math.round(cy!)], [8, 4]);
    const side = Math.hypot(Math.SQRT2 * 4, Math.SQRT2 * 2); // cos 53.13 degrees = 0.6
    assert.ok(Math.abs(w! - 1.6 * side) < 1e-4 && Math.abs(h! - 1.6 * side) < 1e-4);
  });
});
