import type { DType } from "./dtype.ts";

/** Writes the numbers of one tensor in one way. */
export interface NumberFormat {
  /** Characters that most numbers take; shorter ones are filled up from the left. */
  readonly width: number;
  write(this: void, value: number | bigint): string;
}

/** Digits after the point. */
const PRECISION = 4;

/**
 * How PyTorch would write these numbers: whole numbers as they are, floats that are all whole with a bare point, others
 * with four decimals, and in scientific form where the largest is over 1000 times the smallest, over 1e8, or, unless
 * all are whole, the smallest is under 1e-4. Zeros, infinities and NaN do not count for that.
 */
export function numberFormat(values: readonly (number | bigint)[], dtype: DType): NumberFormat {
  if (dtype === "bool") return aligned(values, (value) => (value ? "True" : "False"));
  if (dtype !== "float32" && dtype !== "float64") return aligned(values, String);
  const counted = values.map(Number).filter((value) => value !== 0 && Number.isFinite(value));
  const sizes = counted.map(Math.abs);
  const least = sizes.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const most = sizes.reduce((a, b) => Math.max(a, b), 0);
  const whole = counted.every(Number.isInteger);
  const wide =
    counted.length > 0 && (most / least > 1000 || most > 1e8 || (!whole && least < 1e-4));
  if (wide) return aligned(counted, (value) => finite(Number(value), scientific));
  return aligned(counted, (value) => finite(Number(value), whole ? bare : decimals));
}

function aligned(
  counted: readonly (number | bigint)[],
  text: (value: number | bigint) => string,
): NumberFormat {
  const width = counted.reduce((most: number, value) => Math.max(most, text(value).length), 1);
  return { width, write: (value) => text(value).padStart(width) };
}

function finite(value: number, write: (size: number) => string): string {
  if (Number.isNaN(value)) return "nan";
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  return sign + (Number.isFinite(value) ? write(Math.abs(value)) : "inf");
}

function bare(size: number): string {
  return `${size.toFixed(0)}.`;
}

// As Python, a number half way between two goes to the even one; toFixed takes the larger. With four decimals only odd
// multiples of 1/32 are half way.
function decimals(size: number): string {
  const text = size.toFixed(PRECISION);
  const half = size < 2 ** 40 && Math.abs((size * 32) % 2) === 1;
  if (!half || Number(text.at(-1)) % 2 === 0) return text;
  return ((size * 10 ** PRECISION - 0.5) / 10 ** PRECISION).toFixed(PRECISION);
}

// 1.2346e+09: two digits of exponent at least; half way to even again.
function scientific(size: number): string {
  const [digits, exponent] = size.toExponential(PRECISION).split("e") as [string, string];
  const [exact, exactExponent] = size.toExponential(20).split("e") as [string, string];
  const half = /^50*$/.test(exact.slice(PRECISION + 2));
  const down = half && Number(digits.at(-1)) % 2 === 1;
  const [shown, power] = down ? [exact.slice(0, PRECISION + 2), exactExponent] : [digits, exponent];
  return `${shown}e${power[0]}${power.slice(1).padStart(2, "0")}`;
}
