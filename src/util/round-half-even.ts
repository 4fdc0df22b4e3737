/**
 * Rounds to the nearest whole number, halves to the even neighbour, as Python's `round` and torch's.
 * @example roundHalfEven(2.5); // 2
 */
export function roundHalfEven(value: number): number {
  const low = Math.floor(value);
  const rest = value - low;
  if (rest !== 0.5) return Math.round(value);
  return low % 2 === 0 ? low : low + 1;
}
