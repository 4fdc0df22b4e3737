import type { Rng } from "./rng.ts";

// PyTorch fills 16 and more normal numbers with an AVX2 routine in single precision. To give the same bits, its
// logarithm, sine and cosine are repeated here: the Cephes polynomials, each step rounded to float32, products
// that feed a sum rounded once (fused), as its compiled form does.

const round = Math.fround;
// The constants as float32; names, not arrays, so that the compiled loop holds them as immediates.
const twoPi = round(2 * Math.PI);
const fourOverPi = round(4 / Math.PI);
const rootHalf = round(Math.SQRT1_2);
// ln 2 = high + low; e * high is exact
const lnTwoLow = round(-2.1219444e-4);
const lnTwoHigh = 0.693359375;
const [log0, log1, log2] = [round(7.0376836292e-2), round(-1.151461031e-1), round(1.167699874e-1)];
const [log3, log4, log5] = [
  round(-1.2420140846e-1),
  round(1.4249322787e-1),
  round(-1.6668057665e-1),
];
const [log6, log7, log8] = [
  round(2.0000714765e-1),
  round(-2.4999993993e-1),
  round(3.3333331174e-1),
];
// -pi/4 in three parts
const [turn0, turn1, turn2] = [
  -0.78515625,
  round(-2.4187564849853516e-4),
  round(-3.774894977445941e-8),
];
const [cos0, cos1, cos2] = [
  round(2.443315711809948e-5),
  round(-1.388731625493765e-3),
  round(4.166664568298827e-2),
];
const [sin0, sin1, sin2] = [
  round(-1.9515295891e-4),
  round(8.3321608736e-3),
  round(-1.6666654611e-1),
];

/**
 * `length` normal numbers as `torch.empty(length).normal_(mean, std)` on the CPU gives them for an equally seeded
 * generator: bit for bit where it uses AVX2, else within a few units in the last place.
 */
export function normalFill(length: number, mean: number, std: number, rng: Rng): Float32Array {
  if (length < 16) return Float32Array.from({ length }, () => rng.normal() * std + mean);
  const out = new Float32Array(length);
  if (rng.isSkipping) {
    rng.skip(length + (length % 16 === 0 ? 0 : 16));
    return out;
  }
  rng.fill(out);
  for (let at = 0; at + 16 <= length; at += 16) fillBlock(out, at, round(mean), round(std));
  if (length % 16 !== 0) {
    // The last block is drawn anew and overlaps the one before.
    for (let at = length - 16; at < length; at++) out[at] = rng.next();
    fillBlock(out, length - 16, round(mean), round(std));
  }
  return out;
}

// Box-Muller: eight radii, eight angles -> sixteen numbers.
function fillBlock(out: Float32Array, start: number, mean: number, std: number): void {
  for (let at = start; at < start + 8; at++) {
    const radius = round(Math.sqrt(round(-2 * log(round(1 - out[at]!)))));
    const angle = round(twoPi * out[at + 8]!);
    // The nearest even eighth of a turn is taken off; which one tells the polynomials and the signs.
    const eighth = ((round(angle * fourOverPi) | 0) + 1) & ~1;
    const x = round(eighth * turn2 + round(eighth * turn1 + round(eighth * turn0 + angle)));
    const z = round(x * x);
    const c = round(round(round(round(cos0 * z + cos1) * z + cos2) * z) * z - round(z * 0.5));
    const s = round(round(round(sin0 * z + sin1) * z + sin2) * z);
    const ofCos = round(c + 1);
    const ofSin = round(s * x + x);
    const swapped = (eighth & 2) !== 0;
    const sin = (eighth & 4) === 0 ? 1 : -1;
    const cos = ((eighth - 2) & 4) === 0 ? -1 : 1;
    out[at] = round(radius * cos * (swapped ? ofSin : ofCos)) * std + mean;
    out[at + 8] = round(radius * sin * (swapped ? ofCos : ofSin)) * std + mean;
  }
}

const float = new Float32Array(1);
const word = new Int32Array(float.buffer);

// x = 2^e m with m in [sqrt(1/2), sqrt(2)); ln x = ln m + e ln 2
function log(value: number): number {
  float[0] = value;
  let e = (word[0]! >>> 23) - 126;
  word[0] = (word[0]! & 0x7fffff) | 0x3f000000;
  const m = float[0]!;
  const small = m < rootHalf;
  if (small) e -= 1;
  const x = small ? round(round(m - 1) + m) : round(m - 1);
  const z = round(x * x);
  const first = round(round(round(log0 * x + log1) * x + log2) * x + log3);
  const second = round(round(round(first * x + log4) * x + log5) * x + log6);
  const third = round(round(second * x + log7) * x + log8);
  const y = round(round(third * x) * z + round(e * lnTwoLow));
  return round(e * lnTwoHigh + round(x + round(-0.5 * z + y)));
}
