import { expected } from "../util/errors.ts";
import { promote } from "./dtype.ts";
import { ops } from "./ops/index.ts";
import { broadcastShapes, normalizeDim, type Shape, sameShape } from "./shape.ts";
import { applyOp, type Tensor } from "./tensor.ts";

/**
 * Tensors joined along `dim`. Shapes: equal but for `dim`, and empty `[0]` beside any; the widest element type wins.
 * `torch.cat`.
 * @example cat([zeros([2, 3]), zeros([1, 3])]).shape; // [3, 3]
 */
export function cat(tensors: readonly Tensor[], dim = 0): Tensor {
  const first = tensors[0];
  if (first === undefined) throw expected("cat", "at least one tensor", tensors, "check the list");
  const dtype = tensors.reduce((widest, item) => promote(widest, item.dtype), first.dtype);
  // As PyTorch: a tensor of shape [0] stands for nothing, whatever the others' rank.
  const filled = tensors.filter(({ shape }) => shape.length !== 1 || shape[0] !== 0);
  const parts = (filled.length > 0 ? filled : [first]).map((item) => item.to(dtype));
  return applyOp(ops.cat, parts, { dim: normalizeDim("cat", dim, parts[0]!.shape.length) });
}

/** Tensors of one shape joined along a new dimension `dim`. `torch.stack`. */
export function stack(tensors: readonly Tensor[], dim = 0): Tensor {
  const first = tensors[0];
  if (first === undefined)
    throw expected("stack", "at least one tensor", tensors, "check the list");
  if (!tensors.every(({ shape }) => sameShape(shape, first.shape))) {
    const shapes = tensors.map(({ shape }) => shape);
    throw expected("stack", "tensors of one shape", shapes, "use cat(), or pad the smaller ones");
  }
  const at = normalizeDim("stack", dim, first.shape.length + 1);
  // Along the new dimension each has size 1, so that none is left out as empty.
  const dtype = tensors.reduce((widest, item) => promote(widest, item.dtype), first.dtype);
  const parts = tensors.map((item) => item.to(dtype).unsqueeze(at));
  return applyOp(ops.cat, parts, { dim: at });
}

/** Tensors joined side by side: along the second dimension, vectors along their only one. `torch.hstack`. */
export function hstack(tensors: readonly Tensor[]): Tensor {
  const parts = tensors.map((item) => (item.shape.length === 0 ? item.reshape([1]) : item));
  return cat(parts, parts[0]?.shape.length === 1 ? 0 : 1);
}

/** Tensors joined one below the other: along the first dimension, vectors as rows. `torch.vstack`. */
export function vstack(tensors: readonly Tensor[]): Tensor {
  return cat(
    tensors.map((item) => (item.shape.length < 2 ? item.reshape([1, -1]) : item)),
    0,
  );
}

/** Tensors expanded to their common shape. `torch.broadcast_tensors`. */
export function broadcastTensors(...tensors: readonly Tensor[]): Tensor[] {
  const shape = tensors.reduce<Shape>(
    (common, item) => broadcastShapes("broadcastTensors", common, item.shape),
    [],
  );
  return tensors.map((item) => item.expand(shape));
}

/**
 * Coordinates of a grid: of vectors of sizes n, m, ... one tensor `[n, m, ...]` each, that varies along its own
 * dimension; with `indexing: "xy"` the first two dimensions are exchanged. `torch.meshgrid` (whose default is "ij").
 * @example const [y, x] = meshgrid([arange(2), arange(3)]); // y [[0, 0, 0], [1, 1, 1]], x [[0, 1, 2], [0, 1, 2]]
 */
export function meshgrid(
  tensors: readonly Tensor[],
  { indexing = "ij" }: { readonly indexing?: "ij" | "xy" } = {},
): Tensor[] {
  if (tensors.length === 0 || tensors.some(({ shape }) => shape.length > 1)) {
    const shapes = tensors.map(({ shape }) => shape);
    throw expected("meshgrid", "vectors", shapes, "flatten() them");
  }
  const sizes = tensors.map(({ shape }) => shape[0] ?? 1);
  const grids = tensors.map((item, dim) =>
    item.reshape(sizes.map((n, i) => (i === dim ? n : 1))).expand(sizes),
  );
  return indexing === "xy" && tensors.length > 1
    ? grids.map((grid) => grid.transpose(0, 1))
    : grids;
}
