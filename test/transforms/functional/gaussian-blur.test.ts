import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Image } from "../../../src/sample/index.ts";
import { gaussianBlur } from "../../../src/transforms/functional/index.ts";
import { assertGolden, type GoldenCase, golden, goldenInput } from "../golden.ts";
import { noise } from "../samples.ts";

const { functionals } = golden<{ functionals: readonly GoldenCase[] }>("gaussian-blur");

describe("gaussianBlur", () => {
  for (const { input, args, output, tolerance } of functionals) {
    test(`${input} ${JSON.stringify(args)} equals torchvision's`, () => {
      const image = goldenInput(input) as Image;
      const [size, options] = args as unknown as [[number, number], { sigma?: [number] }];
      assertGolden(gaussianBlur(image, size, options), output, tolerance);
    });
  }

  test("takes a sigma of its own from the kernel's size", () => {
    const image = noise(9, 8);
    const [sigma] = [0.15 * 5 + 0.35];
    assert.deepEqual(gaussianBlur(image, 5), gaussianBlur(image, [5, 5], { sigma }));
  });

  test("gives kernel and sigma as x, y", () => {
    const dot = new Image(new Uint8Array(25), { width: 5, height: 5, channels: 1 });
    dot.data[12] = 255;
    const { data } = gaussianBlur(dot, [3, 1], { sigma: [1, 9] });
    assert.deepEqual([...data.slice(10, 15)], [0, 70, 115, 70, 0]);
    assert.equal(data[7], 0);
  });

  test("keeps flat pictures and mirrors more than the picture has", () => {
    const flat = new Image(new Uint8Array(12).fill(201), { width: 2, height: 2, channels: 3 });
    assert.deepEqual(gaussianBlur(flat, 9, { sigma: 4 }).data, flat.data);
  });

  test("refuses even kernels and sigma 0", () => {
    const image = noise(4, 4);
    const refused: [() => unknown, RegExp][] = [
      [() => gaussianBlur(image, 4), /gaussianBlur: expected an odd kernelSize, got 4/],
      [() => gaussianBlur(image, 0), /kernelSize to be a whole number >= 1, got 0/],
      [() => gaussianBlur(image, 3, { sigma: 0 }), /sigma to be a finite number/],
      [
        () => gaussianBlur(image, 3, { sigma: [1, 2, 3] as never }),
        /sigma as a number or \[x, y\]/,
      ],
    ];
    for (const [call, message] of refused) assert.throws(call, message);
  });
});
