/**
 * Prints a number for a reader: whole numbers in full, others with four significant digits.
 * @example formatNumber(0.123456); // "0.1235"
 */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Number.isInteger(value) && Math.abs(value) < 1e9) return value.toLocaleString("en-US");
  const size = Math.abs(value);
  if (size >= 1e6 || size < 1e-3) return value.toExponential(2);
  return String(Number(value.toPrecision(4)));
}

/**
 * Prints a share of one as a percentage with one decimal.
 * @example formatPercent(0.8765); // "87.7 %"
 */
export function formatPercent(share: number): string {
  return Number.isFinite(share) ? `${(share * 100).toFixed(1)} %` : "-";
}
