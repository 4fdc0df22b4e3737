import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { divide, openTrainingData } from "../../src/cli/training-data.ts";
import { fixture } from "../support/paths.ts";

const folder = fixture("folder");
const options = { size: 28, mode: "gray", holdout: 0.2, seed: 0 } as const;

describe("divide", () => {
  const targets = [...Array(10).fill(0), ...Array(4).fill(1), 2, 3, 3];

  test("holds out a share of each class, at least one and never all", () => {
    const held = (holdout: number) => {
      const { rest } = divide(targets, 4, holdout, 0);
      return [0, 1, 2, 3].map((label) => rest.filter((i) => targets[i] === label).length);
    };
    assert.deepEqual(held(0.2), [2, 1, 0, 1]);
    assert.deepEqual(held(0.01), [1, 1, 0, 1]);
    assert.deepEqual(held(0.99), [9, 3, 0, 1]);
  });

  test("gives each image to one part, in order", () => {
    const { train, rest } = divide(targets, 4, 0.3, 7);
    const all = [...train, ...rest].sort((a, b) => a - b);
    assert.deepEqual(all, [...targets.keys()]);
    for (const part of [train, rest])
      assert.deepEqual(
        part,
        [...part].sort((a, b) => a - b),
      );
  });

  test("depends on the seed alone", () => {
    assert.deepEqual(divide(targets, 4, 0.5, 1), divide(targets, 4, 0.5, 1));
    assert.notDeepEqual(divide(targets, 4, 0.5, 1), divide(targets, 4, 0.5, 2));
  });
});

describe("openTrainingData", () => {
  test("held-out images are not trained on, and come without randomness", async () => {
    const { training, heldOut, heldOutFiles, classes } = await openTrainingData(folder, options);
    assert.deepEqual([training.length, heldOut.length, classes.length], [50, 10, 10]);
    assert.equal(new Set(heldOutFiles.map(([, label]) => label)).size, 10);
    const [once, label] = await heldOut.get(3);
    const [again] = await heldOut.get(3);
    assert.deepEqual(once.hostData(), again.hostData());
    assert.equal(label, heldOutFiles[3]![1]);
    const trained = new Set(training.indices);
    assert.ok(heldOut.indices.every((i) => !trained.has(i)));
  });

  test("images become tensors of -1..1, of the size and the channels that were asked for", async () => {
    for (const [mode, channels] of [
      ["gray", 1],
      ["rgb", 3],
    ] as const) {
      const data = await openTrainingData(folder, { ...options, mode, size: 40 });
      for (const part of [data.training, data.heldOut]) {
        const [image] = await part.get(0);
        assert.deepEqual(image.shape, [channels, 40, 40]);
        const values = [...image.hostData()].map(Number);
        assert.ok(Math.min(...values) >= -1 && Math.min(...values) < -0.5);
        assert.ok(Math.max(...values) <= 1 && Math.max(...values) > 0);
      }
    }
  });

  test("with a validation folder nothing is held out of the other", async () => {
    const data = await openTrainingData(folder, { ...options, validation: folder });
    assert.deepEqual([data.training.length, data.heldOut.length], [60, 60]);
  });

  test("a validation folder of other classes is refused", async () => {
    const other = mkdtempSync(join(tmpdir(), "training-data-"));
    cpSync(join(folder, "bag"), join(other, "bag"), { recursive: true });
    try {
      const opened = openTrainingData(folder, { ...options, validation: other });
      await assert.rejects(opened, { code: "MISMATCH", got: ["bag"], file: other });
    } finally {
      rmSync(other, { recursive: true });
    }
  });
});
