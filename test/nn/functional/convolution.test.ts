import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  conv1d,
  conv2d,
  conv3d,
  convTranspose2d,
  resolvePadding,
} from "../../../src/nn/functional/convolution.ts";
import { ones, tensor, zeros } from "../../../src/tensor/index.ts";

describe("conv1d, conv2d, conv3d", () => {
  it("default to step 1", () => {
    assert.deepEqual(conv1d(zeros([1, 1, 5]), ones([2, 1, 3])).shape, [1, 2, 3]);
    assert.deepEqual(conv2d(zeros([1, 1, 5, 5]), ones([2, 1, 3, 3])).shape, [1, 2, 3, 3]);
    const volume = conv3d(zeros([1, 1, 5, 5, 5]), ones([2, 1, 3, 3, 3]));
    assert.deepEqual(volume.shape, [1, 2, 3, 3, 3]);
  });

  it("add the odd one at the end with padding same", async () => {
    const x = tensor([[1, 2, 3]]);
    const y = conv1d(x, ones([1, 1, 2]), undefined, { padding: "same" });
    assert.deepEqual(await y.toArray(), [[3, 5, 3]]);
  });

  it("name themselves in errors", () => {
    assert.throws(() => conv2d(zeros([1, 1, 5, 5]), ones([2, 1, 3])), /conv2d: expected a weight/);
    assert.throws(
      () => conv1d(zeros([1, 1, 5]), ones([2, 1, 3]), undefined, { stride: 0 }),
      /conv1d: expected stride/,
    );
  });
});

describe("convTranspose2d", () => {
  it("spreads each element over a window", async () => {
    const x = tensor([[[1, 2]]]);
    const y = convTranspose2d(x, ones([1, 1, 1, 2]), tensor([10]), { stride: [1, 2] });
    assert.deepEqual(await y.toArray(), [[[11, 11, 12, 12]]]);
  });
});

describe("resolvePadding", () => {
  const settings = { stride: [1, 1], dilation: [1, 2] };
  it("halves what the kernel takes, the rest at the end", () => {
    assert.deepEqual(resolvePadding("f", "same", [4, 4], settings), {
      before: [1, 3],
      after: [2, 3],
    });
    assert.deepEqual(resolvePadding("f", "valid", [4, 4], settings).after, [0, 0]);
    assert.deepEqual(resolvePadding("f", [1, 2], [4, 4], settings).after, [1, 2]);
  });
});
