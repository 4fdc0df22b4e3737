import { Tensor } from "../../tensor/index.ts";

/**
 * For each pair of places in a window, which of `(2h - 1)(2w - 1)` offsets lies between them: row by row, that of
 * the first place less the second. Shape: int64 `[h w, h w]`.
 * @example await relativePositionIndex([1, 2]).toArray(); // [[1, 0], [2, 1]]
 */
export function relativePositionIndex([h, w]: readonly [number, number]): Tensor {
  const area = h * w;
  const index = new BigInt64Array(area * area);
  for (let from = 0, i = 0; from < area; from++) {
    for (let to = 0; to < area; to++, i++) {
      const dy = Math.floor(from / w) - Math.floor(to / w);
      const dx = (from % w) - (to % w);
      index[i] = BigInt((dy + h - 1) * (2 * w - 1) + dx + w - 1);
    }
  }
  return Tensor.fromData(index, [area, area]);
}

/**
 * What is added to the looks of each place at each other. Shapes: table `[offsets, heads]`, index of `area * area`
 * elements -> `[heads, area, area]`.
 * @example relativePositionBias(zeros([9, 4]), relativePositionIndex([2, 2])).shape; // [4, 4, 4]
 */
export function relativePositionBias(table: Tensor, index: Tensor): Tensor {
  const area = Math.sqrt(index.numel());
  const rows = table.indexSelect(0, index.flatten()); // [area area, heads]
  return rows.t().reshape([table.shape[1]!, area, area]);
}
