import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { tensor, zeros } from "../../../src/tensor/index.ts";

describe("pad", () => {
  const row = tensor([1, 2, 3]);
  it("takes its values from the edge, mirrored, repeated or from the other end", async () => {
    const modes = {
      constant: [9, 9, 1, 2, 3, 9],
      reflect: [3, 2, 1, 2, 3, 2],
      replicate: [1, 1, 1, 2, 3, 3],
      circular: [2, 3, 1, 2, 3, 1],
    } as const;
    for (const [mode, want] of Object.entries(modes)) {
      const options = { mode: mode as keyof typeof modes, value: 9 };
      assert.deepEqual(await row.pad([2, 1], options).toArray(), want, mode);
    }
  });

  it("counts from the last dimension; negative numbers cut off", async () => {
    assert.deepEqual(zeros([2, 3, 4]).pad([1, 2, 0, 5]).shape, [2, 8, 7]);
    assert.deepEqual(await row.pad([-1, 1]).toArray(), [2, 3, 0]);
    assert.equal(row.pad([0, 0]), row);
    assert.deepEqual(await tensor([true]).pad([1, 0]).toArray(), [false, true]);
  });

  it("gives circular copies' gradients back to where they came from", async () => {
    const x = tensor([1, 2, 3], { requiresGrad: true });
    x.pad([2, 1], { mode: "circular" })
      .mul(tensor([1, 10, 100, 1000, 10_000, 100_000]))
      .sum()
      .backward();
    assert.deepEqual(await x.grad!.toArray(), [100_100, 1001, 10_010]);
  });

  it("refuses what the mode cannot take", () => {
    assert.throws(() => row.pad([3, 0], { mode: "reflect" }), {
      message:
        "pad: expected a padding >= 0 that reflect can take from [3], got [3, 0]; " +
        'pad less, or use mode "constant"',
    });
    assert.throws(() => row.pad([4, 0], { mode: "circular" }), /circular can take/);
    assert.throws(() => row.pad([-1, 0], { mode: "replicate" }), /replicate can take/);
    assert.throws(() => zeros([0]).pad([1, 0], { mode: "replicate" }), /replicate can take/);
    assert.throws(() => row.pad([-2, -2]), /leaves something of \[3\]/);
    assert.throws(() => row.pad([1]), /a pair of whole numbers for each of at most 1 dimensions/);
    assert.throws(() => row.pad([1, 1, 1, 1]), /at most 1 dimensions/);
    const whole = zeros([2], { dtype: "int64" });
    assert.throws(() => whole.pad([1, 1], { value: 0.5 }), /a whole number for int64/);
  });
});

describe("roll", () => {
  const grid = tensor([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  it("moves elements around along dims, or over all", async () => {
    assert.deepEqual(await grid.roll(1).toArray(), [
      [6, 1, 2],
      [3, 4, 5],
    ]);
    assert.deepEqual(await grid.roll(-1, 1).toArray(), [
      [2, 3, 1],
      [5, 6, 4],
    ]);
    assert.deepEqual(await grid.roll([1, 4], [0, -1]).toArray(), [
      [6, 4, 5],
      [3, 1, 2],
    ]);
    assert.equal(grid.roll(3, 1), grid);
    assert.throws(
      () => grid.roll([1, 2], 0),
      /roll: expected a whole number of places for each dim/,
    );
    assert.throws(() => grid.roll([1, 2]), /roll: expected/);
  });
});

describe("movedim", () => {
  it("puts dims elsewhere, the others in their order", () => {
    const x = zeros([2, 3, 4, 5]);
    assert.deepEqual(x.movedim(0, -1).shape, [3, 4, 5, 2]);
    assert.deepEqual(x.movedim([0, 1], [-1, 0]).shape, [3, 4, 5, 2]);
    assert.deepEqual(x.movedim(-1, 1).shape, [2, 5, 3, 4]);
    assert.throws(() => x.movedim([0, 0], [1, 2]), /each once/);
    assert.throws(() => x.movedim(0, [1, 2]), /each once/);
  });
});
