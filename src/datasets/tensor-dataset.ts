import { type DType, Tensor, type TensorData } from "../tensor/index.ts";
import { checkInteger } from "../util/check.ts";
import { expected } from "../util/errors.ts";
import type { Dataset } from "./dataset.ts";
import { shared } from "./loader/sendable.ts";
import type { WorkerModule } from "./loader/worker-module.ts";

/**
 * Samples along the first dimension of host tensors: torch's TensorDataset. A sample is one Tensor
 * a tensor, a view of its row.
 * @example
 * const x = Tensor.fromData(new Float32Array(6), [3, 2]);
 * const y = Tensor.fromData(new BigInt64Array(3), [3]);
 * new TensorDataset(x, y).getSync(1); // [Tensor of shape [2], Tensor of shape []]
 */
export class TensorDataset implements Dataset<Tensor[]> {
  readonly tensors: readonly Tensor[];
  readonly length: number;

  constructor(...tensors: readonly Tensor[]) {
    const lengths = tensors.map((tensor) => tensor.shape[0]);
    const length = lengths[0];
    if (length === undefined || lengths.some((other) => other !== length)) {
      const shapes = tensors.map((tensor) => tensor.shape);
      const need = "at least one tensor, all with the same first dimension";
      throw expected("TensorDataset", need, shapes, "check the tensors' shapes");
    }
    this.tensors = tensors;
    this.length = length;
  }

  async get(index: number): Promise<Tensor[]> {
    return this.getSync(index);
  }

  getSync(index: number): Tensor[] {
    checkInteger("TensorDataset", "index", index, { high: this.length - 1 });
    return this.tensors.map((tensor) => {
      const shape = tensor.shape.slice(1);
      const data = tensor.hostData();
      const size = data.length / this.length;
      return Tensor.fromData(data.subarray(index * size, (index + 1) * size), shape, tensor.dtype);
    });
  }

  /** Workers see the same numbers, in shared memory. */
  toWorker(): WorkerModule {
    const data: SentTensor[] = this.tensors.map((tensor) => {
      const { shape, dtype } = tensor;
      return { data: shared(tensor.hostData()), shape: [...shape], dtype };
    });
    return { module: import.meta.url, export: "restoreTensorDataset", data };
  }
}

interface SentTensor {
  readonly data: TensorData;
  readonly shape: readonly number[];
  readonly dtype: DType;
}

/** The dataset again, in a worker. */
export function restoreTensorDataset(tensors: readonly SentTensor[]): TensorDataset {
  return new TensorDataset(
    ...tensors.map(({ data, shape, dtype }) => Tensor.fromData(data, shape, dtype)),
  );
}
