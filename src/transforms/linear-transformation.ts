import { Image, Video } from "../sample/index.ts";
import { Tensor } from "../tensor/index.ts";
import { expected } from "../util/errors.ts";
import { ConversionTransform } from "./conversion-transform.ts";
import { centredProduct } from "./kernels/linear.ts";
import { isPicture } from "./parts.ts";

type Rows = readonly (readonly number[])[];

interface Options {
  readonly matrix: Rows;
  readonly meanVector: readonly number[];
}

const who = "LinearTransformation";

/**
 * `(x - meanVector)` times a matrix `[d, d]` for each picture of tensors `[..., c, h, w]`, flattened to d =
 * c * h * w values (torchvision's `LinearTransformation`, for whitening). Matrix and vector are nested
 * arrays or float32 tensors; the result is float32. Tensors of fewer dimensions are labels and pass.
 * Throws on images: put `ToTensor` first; and on pictures of another number of values.
 * @example const white = new LinearTransformation([[2, 0], [0, 2]], [0.5, 0.5]).apply(tensor);
 */
export class LinearTransformation extends ConversionTransform<Options> {
  readonly #matrix: Float32Array;
  readonly #mean: Float32Array;

  constructor(matrix: Rows | Tensor, meanVector: readonly number[] | Tensor) {
    const rows = matrix instanceof Tensor ? rowsOf(matrix) : matrix;
    const mean = meanVector instanceof Tensor ? listOf(meanVector) : meanVector;
    checkSquare(rows);
    if (!isList(mean, rows.length)) {
      const what = `meanVector as ${rows.length} finite numbers, one for each row of the matrix`;
      throw expected(who, what, meanVector, "match the matrix");
    }
    super(who, { matrix: rows.map((row) => [...row]), meanVector: [...mean] });
    this.#matrix = new Float32Array(rows.length ** 2);
    for (const [i, row] of rows.entries()) this.#matrix.set(row, i * rows.length);
    this.#mean = Float32Array.from(mean);
  }

  protected convert(leaf: unknown): unknown {
    if (leaf instanceof Image || leaf instanceof Video)
      throw expected(who, "tensors, not images", leaf, "put ToTensor before it");
    if (!(leaf instanceof Tensor && isPicture(leaf))) return leaf;
    const { shape, dtype } = leaf;
    const data = leaf.hostData();
    const length = shape.slice(-3).reduce((product, size) => product * size, 1);
    const size = this.#mean.length;
    if (data instanceof BigInt64Array || length !== size) {
      const what = `a picture tensor [..., c, h, w] with c * h * w = ${size}, as the matrix has rows`;
      throw expected(who, what, { shape, dtype }, "make the matrix for this size");
    }
    return Tensor.fromData(centredProduct(data, this.#mean, this.#matrix), shape);
  }
}

function checkSquare(rows: Rows): void {
  const square =
    Array.isArray(rows) && rows.length > 0 && rows.every((row) => isList(row, rows.length));
  if (!square)
    throw expected(who, "a square matrix of finite numbers", rows, "pass [d, d] numbers");
}

function isList(value: unknown, length: number): boolean {
  return Array.isArray(value) && value.length === length && value.every(Number.isFinite);
}

function rowsOf(matrix: Tensor): Rows {
  const [height = 0, width = 0] = matrix.shape;
  if (matrix.shape.length !== 2)
    throw expected(who, "a square matrix", { shape: matrix.shape }, "pass [d, d] numbers");
  const values = listOf(matrix);
  return Array.from({ length: height }, (_, i) => values.slice(i * width, (i + 1) * width));
}

function listOf(tensor: Tensor): number[] {
  return Array.from(tensor.hostData(), Number);
}
