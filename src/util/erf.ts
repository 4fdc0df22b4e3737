/**
 * The error function in double precision, to about 1e-15.
 * @example erf(1); // 0.8427007929497149
 */
export function erf(x: number): number {
  const z = Math.abs(x);
  if (z > 6) return Math.sign(x);
  if (z < 2.5) return Math.sign(x) * series(z);
  return Math.sign(x) * (1 - tail(z));
}

/**
 * The inverse of `erf`: infinite at -1 and 1, NaN beyond.
 * @example erfinv(erf(0.3)); // 0.3
 */
export function erfinv(y: number): number {
  const size = Math.abs(y);
  if (!(size < 1)) return size === 1 ? y * Infinity : NaN;
  // Halley's steps treble its seven digits: erf'(x) = 2/sqrt(pi) exp(-x^2), erf''(x) = -2 x erf'(x).
  let x = approximation(size);
  for (let step = Infinity; Math.abs(step) > 1e-5 * x; x -= step) {
    const error = x < 2.5 ? series(x) - size : 1 - size - tail(x);
    const newton = (error * Math.sqrt(Math.PI) * Math.exp(x * x)) / 2;
    step = newton / (1 + x * newton);
  }
  return Math.sign(y) * x;
}

// Polynomials of Giles, "Approximating the erfinv function" (GPU Computing Gems, 2010), highest power first.
const near = [
  2.81022636e-8, 3.43273939e-7, -3.5233877e-6, -4.39150654e-6, 2.1858087e-4, -1.25372503e-3,
  -4.17768164e-3, 0.246640727, 1.50140941,
] as const;
const far = [
  -2.00214257e-4, 1.00950558e-4, 1.34934322e-3, -3.67342844e-3, 5.73950773e-3, -7.6224613e-3,
  9.43887047e-3, 1.00167406, 2.83297682,
] as const;

function approximation(y: number): number {
  const w = -Math.log1p(-y * y);
  const [table, at] = w < 5 ? [near, w - 2.5] : [far, Math.sqrt(w) - 3];
  let p: number = table[0];
  for (let i = 1; i < 9; i++) p = p * at + table[i]!;
  return p * y;
}

// 2/sqrt(pi) exp(-x^2) sum of 2^n x^(2n+1) / (1 3 5 ... (2n+1)): all terms positive, so no digits cancel.
function series(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

// erfc x = exp(-x^2) / sqrt(pi) / (x + (1/2)/(x + 1/(x + (3/2)/(x + ...))))
function tail(x: number): number {
  let below = x;
  for (let n = 60; n >= 1; n--) below = x + n / 2 / below;
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / below;
}
