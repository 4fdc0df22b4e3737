/**
 * The columns of a matrix `[rows, columns]`, rows >= columns, made orthonormal: Q of its QR decomposition whose R
 * has a positive diagonal, which is the only one. Householder's reflections in double precision.
 */
export function orthonormalColumns(data: Float32Array, rows: number): Float32Array {
  const columns = data.length / rows;
  const a = Float64Array.from(data);
  const mirrors = Array.from({ length: columns }, (_, k) => reflectColumn(a, rows, columns, k));
  const q = new Float64Array(data.length);
  for (let k = 0; k < columns; k++) q[k * columns + k] = mirrors[k]!.sign;
  for (const { mirror, start } of [...mirrors].reverse()) reflect(q, columns, mirror, start, 0);
  return Float32Array.from(q);
}

interface Reflection {
  /** The unit vector across the mirror, from row `start` on. */
  readonly mirror: Float64Array;
  readonly start: number;
  /** The sign of R's diagonal here. */
  readonly sign: number;
}

// Mirrors column k below the diagonal onto -sign(x_k) |x| e_k.
function reflectColumn(a: Float64Array, rows: number, columns: number, k: number): Reflection {
  const mirror = Float64Array.from({ length: rows - k }, (_, i) => a[(k + i) * columns + k]!);
  const length = Math.hypot(...mirror);
  const side = mirror[0]! < 0 ? -1 : 1;
  mirror[0]! += side * length;
  const size = Math.hypot(...mirror);
  if (size > 0) for (let i = 0; i < mirror.length; i++) mirror[i]! /= size;
  reflect(a, columns, mirror, k, k);
  return { mirror, start: k, sign: length === 0 ? 0 : -side };
}

// a - 2 v (v^T a), from row `start` and column `from` on
function reflect(
  a: Float64Array,
  columns: number,
  v: Float64Array,
  start: number,
  from: number,
): void {
  const dots = new Float64Array(columns);
  for (let i = 0; i < v.length; i++)
    for (let j = from; j < columns; j++) dots[j]! += v[i]! * a[(start + i) * columns + j]!;
  for (let i = 0; i < v.length; i++)
    for (let j = from; j < columns; j++) a[(start + i) * columns + j]! -= 2 * v[i]! * dots[j]!;
}
