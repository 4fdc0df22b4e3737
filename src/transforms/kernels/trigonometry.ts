/**
 * Sine, cosine and tangent, correctly rounded in all but freak cases. A warp that lands between
 * pixels truncates, so one bit of a matrix can move a byte by one level, and engines' own functions
 * differ by a bit in many places.
 */

// A number as the exact sum of two doubles, the second at most half a unit of the first's last place.
type Pair = readonly [high: number, low: number];

// Knuth's sum with its rounding error.
function sum(a: number, b: number): Pair {
  const s = a + b;
  const t = s - a;
  return [s, a - (s - t) + (b - t)];
}

// Dekker's product with its rounding error, by halves of 26 bits.
function product(a: number, b: number): Pair {
  const p = a * b;
  const [ah, al] = halves(a);
  const [bh, bl] = halves(b);
  return [p, al * bl - (p - ah * bh - al * bh - ah * bl)];
}

function halves(a: number): Pair {
  const t = 134217729 * a;
  const high = t - (t - a);
  return [high, a - high];
}

function add(a: Pair, b: Pair): Pair {
  const [s, e] = sum(a[0], b[0]);
  return sum(s, e + a[1] + b[1]);
}

function multiply(a: Pair, b: Pair): Pair {
  const [p, e] = product(a[0], b[0]);
  return sum(p, e + a[0] * b[1] + a[1] * b[0]);
}

function divide(a: Pair, b: Pair): Pair {
  const q = a[0] / b[0];
  const [p, e] = product(q, b[0]);
  const rest = a[0] - p - e + a[1] - q * b[1];
  return sum(q, rest / b[0]);
}

// pi / 2 to 160 bits, in three parts.
const quarter = [Math.PI / 2, 6.123233995736766e-17, -1.4973849048591833e-33] as const;

// The sum of the series whose first term is `term`, the next ones -x^2 / ((n + 1)(n + 2)) times it.
function series(term: Pair, x: Pair, n: number): Pair {
  const square = multiply(x, x);
  let at = term;
  let all = term;
  for (let k = n + 1; Math.abs(at[0]) > 1e-34 * Math.abs(all[0]); k += 2) {
    at = divide(multiply(at, square), [-k * (k + 1), 0]);
    all = add(all, at);
  }
  return all;
}

function sineAndCosine(x: number): { sine: Pair; cosine: Pair } {
  const turns = Math.round(x / quarter[0]);
  let rest: Pair = [x, 0];
  for (const part of quarter) rest = add(rest, product(-turns, part));
  const sine = series(rest, rest, 1);
  const cosine = series([1, 0], rest, 0);
  const [s, c] = turns % 2 === 0 ? [sine, cosine] : [cosine, sine];
  const quadrant = ((turns % 4) + 4) % 4;
  return {
    sine: quadrant >= 2 ? [-s[0], -s[1]] : s,
    cosine: quadrant === 1 || quadrant === 2 ? [-c[0], -c[1]] : c,
  };
}

/** The sine of an angle in radians. */
export function sin(x: number): number {
  return sineAndCosine(x).sine[0];
}

/** The cosine of an angle in radians. */
export function cos(x: number): number {
  return sineAndCosine(x).cosine[0];
}

/** The tangent of an angle in radians. */
export function tan(x: number): number {
  const { sine, cosine } = sineAndCosine(x);
  return divide(sine, cosine)[0];
}

/** Degrees to radians, as Python's `math.radians`. */
export function radians(degrees: number): number {
  return degrees * (Math.PI / 180);
}
