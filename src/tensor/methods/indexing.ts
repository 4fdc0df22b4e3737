import { expected } from "../../util/errors.ts";
import { indexing as ops } from "../ops/indexing.ts";
import { normalizeDim } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { MatrixMethods } from "./matrix.ts";

/** Methods that choose elements by index tensors, and put them back. */
export abstract class IndexingMethods extends MatrixMethods {
  /**
   * The slices at `index` along `dim`. The index, int64 or int32, may have any shape, which takes the place of `dim`:
   * an embedding is `weight.indexSelect(0, tokens)`. Numbers outside `[0, size)` are refused. `torch.index_select`.
   * @example await tensor([[1, 2], [3, 4]]).indexSelect(0, tensor([1], { dtype: "int64" })).toArray(); // [[3, 4]]
   */
  indexSelect(dim: number, index: Tensor): Tensor {
    const at = normalizeDim("indexSelect", dim, this.shape.length);
    checkIndex("indexSelect", index, this.shape[at]!);
    return this.apply(ops.indexSelect, [index], { dim: at });
  }
  /**
   * Element by element: `out[i][j] = this[index[i][j]][j]` for `dim` 0, and so on. Shape: the index's, which must not
   * be longer than the tensor's but for `dim`. `torch.gather`.
   */
  gather(dim: number, index: Tensor): Tensor {
    const at = normalizeDim("gather", dim, this.shape.length);
    checkIndex("gather", index, this.shape[at]!);
    return this.apply(ops.gather, [index], { dim: at });
  }
}

// Numbers of an index that are in memory are looked at here; of a computed one the engine does it.
function checkIndex(who: string, index: Tensor, size: number): void {
  const values = index.node.value?.data ?? [];
  for (let i = 0; i < values.length; i++) {
    if (values[i]! >= 0 && values[i]! < size) continue;
    const got = { index: Number(values[i]), at: i };
    throw expected(
      who,
      `indices in [0, ${size - 1}]`,
      got,
      "check the index, or the tensor's size",
    );
  }
}
