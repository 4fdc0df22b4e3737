import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  arange,
  broadcastTensors,
  cat,
  hstack,
  meshgrid,
  stack,
  tensor,
  vstack,
  zeros,
} from "../../src/tensor/index.ts";

describe("cat and stack", () => {
  it("join along a dim that is there, or a new one", async () => {
    const [a, b] = [tensor([[1, 2]]), tensor([[3, 4]])];
    assert.deepEqual(await cat([a, b]).toArray(), [
      [1, 2],
      [3, 4],
    ]);
    assert.deepEqual(await cat([a, b], -1).toArray(), [[1, 2, 3, 4]]);
    assert.deepEqual(await stack([a, b]).toArray(), [[[1, 2]], [[3, 4]]]);
    assert.deepEqual(await stack([a, b], -1).toArray(), [
      [
        [1, 3],
        [2, 4],
      ],
    ]);
    assert.deepEqual(await stack([tensor(1), tensor(2)]).toArray(), [1, 2]);
  });

  it("take the widest element type", async () => {
    const whole = tensor([1], { dtype: "int64" });
    const joined = cat([whole, tensor([0.5]), tensor([true])]);
    assert.equal(joined.dtype, "float32");
    assert.deepEqual(await joined.toArray(), [1, 0.5, 1]);
    assert.equal(stack([whole, tensor([0.5])]).dtype, "float32");
  });

  it("cat passes over empty tensors of shape [0], stack does not", () => {
    assert.deepEqual(cat([zeros([0]), zeros([2, 3])], 1).shape, [2, 3]);
    assert.deepEqual(cat([zeros([0]), zeros([0])]).shape, [0]);
    assert.deepEqual(stack([zeros([0]), zeros([0])]).shape, [2, 0]);
  });

  it("refuse what does not fit", () => {
    assert.throws(() => stack([zeros([2]), zeros([3])]), {
      message:
        "stack: expected tensors of one shape, got [[2], [3]]; use cat(), or pad the smaller ones",
    });
    assert.throws(() => cat([zeros([2])], 1), /cat: expected dim in \[-1, 0\]/);
    assert.throws(() => cat([]), /cat: expected at least one tensor/);
    assert.throws(() => stack([]), /stack: expected at least one tensor/);
    assert.throws(() => stack([zeros([2])], 2), /stack: expected dim in \[-2, 1\]/);
  });
});

describe("hstack and vstack", () => {
  it("join side by side and one below the other", () => {
    assert.deepEqual(hstack([zeros([2]), zeros([3])]).shape, [5]);
    assert.deepEqual(hstack([zeros([2, 1]), zeros([2, 3])]).shape, [2, 4]);
    assert.deepEqual(hstack([tensor(1), tensor(2)]).shape, [2]);
    assert.deepEqual(vstack([zeros([3]), zeros([3])]).shape, [2, 3]);
    assert.deepEqual(vstack([zeros([2, 3]), zeros([3])]).shape, [3, 3]);
    assert.throws(() => hstack([]), /at least one tensor/);
  });
});

describe("broadcastTensors and meshgrid", () => {
  it("expand to the common shape", () => {
    const shapes = broadcastTensors(zeros([3, 1]), zeros([4]), zeros([])).map(({ shape }) => shape);
    assert.deepEqual(shapes, [
      [3, 4],
      [3, 4],
      [3, 4],
    ]);
    assert.throws(() => broadcastTensors(zeros([2]), zeros([3])), /broadcastTensors: expected/);
  });

  it("make the coordinates of a grid", async () => {
    const [y, x] = meshgrid([arange(2), arange(3)]);
    assert.deepEqual(await y!.toArray(), [
      [0, 0, 0],
      [1, 1, 1],
    ]);
    assert.deepEqual(await x!.toArray(), [
      [0, 1, 2],
      [0, 1, 2],
    ]);
    const [a] = meshgrid([arange(2), arange(3)], { indexing: "xy" });
    assert.deepEqual(await a!.toArray(), [
      [0, 1],
      [0, 1],
      [0, 1],
    ]);
    assert.throws(() => meshgrid([zeros([2, 2])]), /meshgrid: expected vectors/);
  });
});
