/** The nearest whole number, halves away from zero. */
export function roundAway(value: number): number {
  return Math.sign(value) * Math.floor(Math.abs(value) + 0.5);
}

/** The nearest whole number, halves towards zero. */
export function roundToZero(value: number): number {
  return Math.sign(value) * Math.ceil(Math.abs(value) - 0.5);
}
