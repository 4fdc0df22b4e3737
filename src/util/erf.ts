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
  // Winitzki's approximation, then Newton's steps: erf'(x) = 2/sqrt(pi) exp(-x^2)
  const l = Math.log1p(-size * size);
  const half = 2 / (Math.PI * 0.147) + l / 2;
  let x = Math.sqrt(Math.sqrt(half * half - l / 0.147) - half);
  for (let i = 0; i < 4; i++) {
    const error = x < 2.5 ? series(x) - size : 1 - size - tail(x);
    x -= (error * Math.sqrt(Math.PI) * Math.exp(x * x)) / 2;
  }
  return Math.sign(y) * x;
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
