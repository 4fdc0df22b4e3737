import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { TensorDataset } from "../../src/datasets/index.ts";
import { Tensor } from "../../src/tensor/index.ts";

const x = Tensor.fromData(Float32Array.from([0, 1, 2, 3, 4, 5]), [3, 2]);
const y = Tensor.fromData(BigInt64Array.from([7n, 8n, 9n]), [3]);

describe("TensorDataset", () => {
  it("gives the rows of all its tensors", async () => {
    const data = new TensorDataset(x, y);
    assert.equal(data.length, 3);
    const [row, label] = await data.get(1);
    assert.deepEqual([row!.shape, [...row!.hostData()]], [[2], [2, 3]]);
    assert.deepEqual([label!.shape, label!.dtype, [...label!.hostData()]], [[], "int64", [8n]]);
  });

  it("keeps the dtype and takes rows of no elements", () => {
    const mask = Tensor.fromData(new Uint8Array(0), [2, 0], "bool");
    const [row] = new TensorDataset(mask).getSync(1);
    assert.deepEqual([row!.shape, row!.dtype], [[0], "bool"]);
  });

  it("refuses tensors of different lengths, scalars, none, and indices out of range", () => {
    const short = Tensor.fromData(new Float32Array(2), [2]);
    const message =
      /expected at least one tensor, all with the same first dimension, got \[\[3, 2\], \[2\]\]/;
    assert.throws(() => new TensorDataset(x, short), { message });
    assert.throws(() => new TensorDataset(Tensor.fromData(new Float32Array(1), [])));
    assert.throws(() => new TensorDataset());
    assert.throws(() => new TensorDataset(x).getSync(3), { code: "INVALID_ARGUMENT" });
  });
});
