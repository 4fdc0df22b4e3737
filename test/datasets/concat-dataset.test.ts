import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { restoreConcat } from "../../src/datasets/concat-dataset.ts";
import { ConcatDataset, type Dataset, TensorDataset } from "../../src/datasets/index.ts";
import { restoreTensorDataset } from "../../src/datasets/tensor-dataset.ts";
import { Tensor } from "../../src/tensor/index.ts";
import { Rng } from "../../src/util/rng.ts";

const numbers = (start: number, length: number): Dataset<string> => ({
  length,
  get: async (i, rng) => `${start + i} ${rng?.u32() ?? ""}`.trim(),
});

describe("ConcatDataset", () => {
  it("passes from one dataset to the next, empty ones included", async () => {
    const all = new ConcatDataset([numbers(0, 2), numbers(0, 0), numbers(10, 1), numbers(20, 3)]);
    assert.equal(all.length, 6);
    assert.deepEqual(all.cumulativeSizes, [2, 2, 3, 6]);
    const found = await Promise.all(Array.from({ length: 6 }, (_, i) => all.get(i)));
    assert.deepEqual(found, ["0", "1", "10", "20", "21", "22"]);
    assert.equal(await all.get(2, new Rng(1)), `10 ${new Rng(1).u32()}`);
    assert.equal(all.describe(4), "sample 1 of dataset 3");
    assert.equal(all.getSync, undefined);
    for (const index of [-1, 6]) await assert.rejects(all.get(index), { code: "INVALID_ARGUMENT" });
    assert.throws(() => new ConcatDataset([]), /at least one dataset/);
    const other = new ConcatDataset([numbers(0, 3), numbers(10, 3)]);
    assert.notEqual(all.fingerprint(), other.fingerprint());
    assert.equal(all.toWorker(), undefined);
  });

  it("answers at once and goes to workers where all its parts do", async () => {
    const part = (...values: number[]) =>
      new TensorDataset(Tensor.fromData(Float32Array.from(values), [values.length]));
    const all = new ConcatDataset([part(1, 2), part(3)]);
    assert.deepEqual([...all.getSync!(2)[0]!.hostData()], [3]);
    const { data } = structuredClone({ data: all.toWorker()!.data });
    const again = await restoreConcat(data as never, {
      dataset: async (source) => restoreTensorDataset(source.data as never) as never,
      transform: () => undefined,
    });
    assert.equal(again.length, 3);
    const [value] = (await again.get(1)) as Tensor[];
    assert.deepEqual([...value!.hostData()], [2]);
  });
});
