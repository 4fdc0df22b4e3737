import type { Rng } from "./rng.ts";

// PyTorch fills 16 and more normal numbers with an AVX2 routine in single precision. To give the same bits, its
// logarithm, sine and cosine are repeated here: the Cephes polynomials, each step rounded to float32, products
// that feed a sum rounded once (fused), as its compiled form does.

const round = Math.fround;
const fused = (a: number, b: number, c: number) => round(a * b + c);

const bits = new DataView(new ArrayBuffer(4));
const constants = (...values: readonly number[]) => Float32Array.from(values);

const logTerms = constants(
  7.0376836292e-2,
  -1.151461031e-1,
  1.167699874e-1,
  -1.2420140846e-1,
  1.4249322787e-1,
  -1.6668057665e-1,
  2.0000714765e-1,
  -2.4999993993e-1,
  3.3333331174e-1,
);
// ln 2 = high + low; e * high is exact
const [lnTwoLow, lnTwoHigh, rootHalf] = constants(
  -2.1219444e-4,
  0.693359375,
  Math.SQRT1_2,
) as unknown as readonly [number, number, number];
// -pi/4 in three parts
const quarterTurn = constants(-0.78515625, -2.4187564849853516e-4, -3.774894977445941e-8);
const cosTerms = constants(2.443315711809948e-5, -1.388731625493765e-3, 4.166664568298827e-2);
const sinTerms = constants(-1.9515295891e-4, 8.3321608736e-3, -1.6666654611e-1);
const [fourOverPi, twoPi] = constants(4 / Math.PI, 2 * Math.PI) as unknown as readonly [
  number,
  number,
];

/**
 * `length` normal numbers as `torch.empty(length).normal_(mean, std)` on the CPU gives them for an equally seeded
 * generator: bit for bit where it uses AVX2, else within a few units in the last place.
 */
export function normalFill(length: number, mean: number, std: number, rng: Rng): Float32Array {
  if (length < 16) return Float32Array.from({ length }, () => rng.normal() * std + mean);
  const out = Float32Array.from({ length }, () => rng.next());
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
    const [sin, cos] = sinCos(round(twoPi * out[at + 8]!));
    out[at] = fused(round(radius * cos), std, mean);
    out[at + 8] = fused(round(radius * sin), std, mean);
  }
}

// x = 2^e m with m in [sqrt(1/2), sqrt(2)); ln x = ln m + e ln 2
function log(value: number): number {
  bits.setFloat32(0, value);
  const word = bits.getUint32(0);
  let e = (word >>> 23) - 126;
  bits.setUint32(0, (word & 0x7fffff) | 0x3f000000);
  let x = bits.getFloat32(0);
  if (x < rootHalf) {
    e -= 1;
    x = round(round(x - 1) + x);
  } else x = round(x - 1);
  const z = round(x * x);
  let y = logTerms[0]!;
  for (let i = 1; i < 9; i++) y = fused(y, x, logTerms[i]!);
  y = fused(round(y * x), z, round(e * lnTwoLow));
  return fused(e, lnTwoHigh, round(x + fused(-z, 0.5, y)));
}

// For x >= 0: the nearest even eighth of a turn is taken off; which one tells the polynomial and the signs.
function sinCos(angle: number): readonly [number, number] {
  const eighth = (Math.trunc(round(angle * fourOverPi)) + 1) & ~1;
  let x = angle;
  for (let i = 0; i < 3; i++) x = fused(eighth, quarterTurn[i]!, x);
  const z = round(x * x);
  const c = round(fused(fused(cosTerms[0]!, z, cosTerms[1]!), z, cosTerms[2]!) * z);
  const s = round(fused(fused(sinTerms[0]!, z, sinTerms[1]!), z, sinTerms[2]!) * z);
  const ofCos = round(fused(c, z, -round(z * 0.5)) + 1);
  const ofSin = fused(s, x, x);
  const [sin, cos] = (eighth & 2) === 0 ? [ofSin, ofCos] : [ofCos, ofSin];
  return [(eighth & 4) === 0 ? sin : -sin, (~(eighth - 2) & 4) === 0 ? cos : -cos];
}
