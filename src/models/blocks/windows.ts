import type { Tensor } from "../../tensor/index.ts";

/**
 * Images cut into windows. Shapes: `[n, h, w, c]` -> `[n, windows, area, c]`; h and w are multiples of the window's.
 * @example toWindows(zeros([2, 6, 4, 3]), [3, 2]).shape; // [2, 4, 6, 3]
 */
export function toWindows(x: Tensor, [height, width]: readonly [number, number]): Tensor {
  const [n, h, w, c] = x.shape as readonly [number, number, number, number];
  const [rows, columns] = [h / height, w / width];
  return x
    .reshape([n, rows, height, columns, width, c])
    .permute([0, 1, 3, 2, 4, 5])
    .reshape([n, rows * columns, height * width, c]);
}

/**
 * The images that `toWindows` made windows of. Shapes: `[n, windows, area, c]` -> `[n, h, w, c]`.
 * @example fromWindows(zeros([2, 4, 6, 3]), [3, 2], [6, 4]).shape; // [2, 6, 4, 3]
 */
export function fromWindows(
  x: Tensor,
  [height, width]: readonly [number, number],
  [h, w]: readonly [number, number],
): Tensor {
  const [n, c] = [x.shape[0]!, x.shape[3]!];
  return x
    .reshape([n, h / height, w / width, height, width, c])
    .permute([0, 1, 3, 2, 4, 5])
    .reshape([n, h, w, c]);
}

/**
 * Queries, keys and values of each window's heads, from what one layer gave of all three.
 * Shapes: `[n, windows, area, 3 heads size]` -> three `[n, windows, heads, area, size]`.
 */
export function splitWindowHeads(x: Tensor, heads: number): [Tensor, Tensor, Tensor] {
  const [n, windows, area, width] = x.shape as readonly [number, number, number, number];
  const size = width / 3 / heads;
  const all = x.reshape([n, windows, area, 3, heads, size]).permute([3, 0, 1, 4, 2, 5]);
  return [all.select(0, 0), all.select(0, 1), all.select(0, 2)];
}

/** The heads side by side again. Shapes: `[n, windows, heads, area, size]` -> `[n, windows, area, heads size]`. */
export function joinWindowHeads(x: Tensor): Tensor {
  return x.transpose(2, 3).flatten(3);
}
