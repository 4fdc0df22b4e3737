/** Rows `[n, d]` less `mean`, times the matrix `[d, d]`, in double precision until the end. */
export function centredProduct(
  rows: ArrayLike<number>,
  mean: Float32Array,
  matrix: Float32Array,
): Float32Array {
  const size = mean.length;
  const out = new Float32Array(rows.length);
  const sums = new Float64Array(size);
  for (let start = 0; start < rows.length; start += size) {
    sums.fill(0);
    for (let k = 0, m = 0; k < size; k++) {
      const value = Math.fround(rows[start + k]! - mean[k]!);
      if (value === 0) m += size;
      else for (let j = 0; j < size; j++, m++) sums[j] = sums[j]! + value * matrix[m]!;
    }
    out.set(sums, start);
  }
  return out;
}
