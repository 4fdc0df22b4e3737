import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { interpolate, pixelShuffle } from "../../../src/nn/functional/vision.ts";
import { tensor, zeros } from "../../../src/tensor/index.ts";

describe("interpolate", () => {
  const x = tensor([[[[1, 3]]]]);
  it("repeats, mixes or averages", async () => {
    const row = async (settings: Parameters<typeof interpolate>[1]) =>
      interpolate(x, settings).flatten().toArray();
    assert.deepEqual(await row({ size: [1, 4] }), [1, 1, 3, 3]);
    assert.deepEqual(await row({ size: [1, 4], mode: "bilinear" }), [1, 1.5, 2.5, 3]);
    const corners = { size: [1, 3], mode: "bilinear", alignCorners: true } as const;
    assert.deepEqual(await row(corners), [1, 2, 3]);
    assert.deepEqual(await row({ scaleFactor: [1, 0.5], mode: "area" }), [2]);
  });

  it("takes whole numbers where it only chooses", async () => {
    const pixels = tensor([[[[7, 9]]]], { dtype: "uint8" });
    assert.deepEqual(await interpolate(pixels, { size: [2, 2] }).toArray(), [
      [
        [
          [7, 9],
          [7, 9],
        ],
      ],
    ]);
  });

  it("refuses what is no batch of images, and nothing as a result", () => {
    assert.throws(() => interpolate(zeros([3, 4, 4]), { size: 2 }), {
      message:
        "interpolate: expected an input [n, c, h, w] with pixels, got [3, 4, 4]; " +
        "give one image a batch with unsqueeze(0)",
    });
    assert.throws(() => interpolate(x, { scaleFactor: 0.5 }), {
      message:
        "interpolate: expected an output of at least 1 x 1, got [0, 1]; " +
        "pass a larger scaleFactor, or size",
    });
  });
});

describe("pixelShuffle", () => {
  it("puts channels side by side", async () => {
    const x = tensor([[[1]], [[2]], [[3]], [[4]]]);
    assert.deepEqual(await pixelShuffle(x, 2).toArray(), [
      [
        [1, 2],
        [3, 4],
      ],
    ]);
  });
});
