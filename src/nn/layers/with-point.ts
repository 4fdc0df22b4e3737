/** A number as Python prints a float: `1.0`, `0.01`, `1e-05`. */
export function withPoint(value: number): string {
  const small = value !== 0 && Math.abs(value) < 1e-4;
  if (small) return value.toExponential().replace(/e-(\d)$/, "e-0$1");
  return Number.isInteger(value) && Math.abs(value) < 1e16 ? value.toFixed(1) : String(value);
}
