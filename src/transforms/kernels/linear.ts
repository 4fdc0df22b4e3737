/** Rows `[n, d]` less `mean`, times the matrix `[d, d]`, summed in double precision. */
export function centredProduct(
  rows: ArrayLike<number>,
  mean: Float32Array,
  matrix: Float32Array,
): Float32Array {
  const size = mean.length;
  const out = new Float32Array(rows.length);
  const sums = new Float64Array(size);
  const row = new Float64Array(size);
  for (let start = 0; start < rows.length; start += size) {
    for (let k = 0; k < size; k++) row[k] = Math.fround(rows[start + k]! - mean[k]!);
    sums.fill(0);
    let k = 0;
    for (; k + 4 <= size; k += 4) addFour(sums, row, k, matrix);
    for (; k < size; k++) {
      const value = row[k]!;
      for (let j = 0, m = k * size; j < size; j++, m++) sums[j] = sums[j]! + value * matrix[m]!;
    }
    out.set(sums, start);
  }
  return out;
}

// Four rows of the matrix at a time, so that each sum is read and written a fourth as often.
function addFour(sums: Float64Array, row: Float64Array, k: number, matrix: Float32Array): void {
  const size = sums.length;
  const [v0, v1, v2, v3] = [row[k]!, row[k + 1]!, row[k + 2]!, row[k + 3]!];
  const m0 = k * size;
  const [m1, m2, m3] = [m0 + size, m0 + 2 * size, m0 + 3 * size];
  for (let j = 0; j < size; j++) {
    const near = v0 * matrix[m0 + j]! + v1 * matrix[m1 + j]!;
    sums[j] = sums[j]! + near + (v2 * matrix[m2 + j]! + v3 * matrix[m3 + j]!);
  }
}
