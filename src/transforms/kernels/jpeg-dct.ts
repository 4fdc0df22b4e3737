// The 8-point cosine transform of Loeffler, Ligtenberg and Moschytz (1989) in whole numbers, as libjpeg's
// "islow": constants of 13 fraction bits, 2 more bits kept between the passes. Forward results are 8 times
// too large, which the quantization takes off again.

/** sqrt(2) times sines and cosines of multiples of pi / 16, and sums of these, times 2^13. */
const c0298 = 2446;
const c0390 = 3196;
const c0541 = 4433;
const c0765 = 6270;
const c0899 = 7373;
const c1175 = 9633;
const c1501 = 12299;
const c1847 = 15137;
const c1961 = 16069;
const c2053 = 16819;
const c2562 = 20995;
const c3072 = 25172;

/** Block values, centred on 0, to frequencies times 8, in place. */
export function forwardDct(block: Int32Array): void {
  for (let row = 0; row < 64; row += 8) forward(block, row, 1, 11, 0);
  for (let col = 0; col < 8; col++) forward(block, col, 8, 15, 4);
}

/** Frequencies to block values around 0, in place; rounded, not clamped. */
export function inverseDct(block: Int32Array): void {
  for (let col = 0; col < 8; col++) inverse(block, col, 8, 11);
  for (let row = 0; row < 64; row += 8) inverse(block, row, 1, 18);
}

// Products lose `bits` fraction bits. The two plain sums gain 2 bits on the way out, then lose `back`.
function forward(v: Int32Array, at: number, step: number, bits: number, back: number): void {
  const [i1, i2, i3] = [at + step, at + 2 * step, at + 3 * step];
  const i4 = at + 4 * step;
  const [i5, i6, i7] = [i4 + step, i4 + 2 * step, i4 + 3 * step];
  const [a0, a1, a2, a3, a4, a5, a6, a7] = [
    v[at]!,
    v[i1]!,
    v[i2]!,
    v[i3]!,
    v[i4]!,
    v[i5]!,
    v[i6]!,
    v[i7]!,
  ];
  const half = 1 << (bits - 1);
  const round = (1 << back) >> 1;
  const [s0, s1, s2, s3] = [a0 + a7, a1 + a6, a2 + a5, a3 + a4];
  v[at] = (((s0 + s3 + s1 + s2) << 2) + round) >> back;
  v[i4] = (((s0 + s3 - s1 - s2) << 2) + round) >> back;
  const turned = (s0 - s3 + s1 - s2) * c0541 + half;
  v[i2] = (turned + (s0 - s3) * c0765) >> bits;
  v[i6] = (turned - (s1 - s2) * c1847) >> bits;
  const [d0, d1, d2, d3] = [a0 - a7, a1 - a6, a2 - a5, a3 - a4];
  const all = (d0 + d1 + d2 + d3) * c1175 + half;
  const even = all - (d3 + d1) * c1961;
  const odd = all - (d2 + d0) * c0390;
  const outer = (d3 + d0) * c0899;
  const inner = (d2 + d1) * c2562;
  v[i7] = (d3 * c0298 - outer + even) >> bits;
  v[i5] = (d2 * c2053 - inner + odd) >> bits;
  v[i3] = (d1 * c3072 - inner + even) >> bits;
  v[i1] = (d0 * c1501 - outer + odd) >> bits;
}

function inverse(v: Int32Array, at: number, step: number, bits: number): void {
  const [i1, i2, i3] = [at + step, at + 2 * step, at + 3 * step];
  const i4 = at + 4 * step;
  const [i5, i6, i7] = [i4 + step, i4 + 2 * step, i4 + 3 * step];
  const [a1, a2, a3, a4, a5, a6, a7] = [v[i1]!, v[i2]!, v[i3]!, v[i4]!, v[i5]!, v[i6]!, v[i7]!];
  const half = 1 << (bits - 1);
  const a0 = (v[at]! << 13) + half;
  if ((a1 | a2 | a3 | a4 | a5 | a6 | a7) === 0) {
    const flat = a0 >> bits;
    v[at] = v[i1] = v[i2] = v[i3] = v[i4] = v[i5] = v[i6] = v[i7] = flat;
    return;
  }
  const turned = (a2 + a6) * c0541;
  const [t2, t3] = [turned - a6 * c1847, turned + a2 * c0765];
  const shifted = a4 << 13;
  const [e0, e3] = [a0 + shifted + t3, a0 + shifted - t3];
  const [e1, e2] = [a0 - shifted + t2, a0 - shifted - t2];
  const all = (a7 + a3 + a5 + a1) * c1175;
  const even = all - (a7 + a3) * c1961;
  const odd = all - (a5 + a1) * c0390;
  const outer = (a7 + a1) * c0899;
  const inner = (a5 + a3) * c2562;
  const o3 = a7 * c0298 - outer + even;
  const o2 = a5 * c2053 - inner + odd;
  const o1 = a3 * c3072 - inner + even;
  const o0 = a1 * c1501 - outer + odd;
  v[at] = (e0 + o0) >> bits;
  v[i7] = (e0 - o0) >> bits;
  v[i1] = (e1 + o1) >> bits;
  v[i6] = (e1 - o1) >> bits;
  v[i2] = (e2 + o2) >> bits;
  v[i5] = (e2 - o2) >> bits;
  v[i3] = (e3 + o3) >> bits;
  v[i4] = (e3 - o3) >> bits;
}
