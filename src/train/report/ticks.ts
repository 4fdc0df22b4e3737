/** A range that starts and ends at a tick, and its ticks. */
export interface Ticks {
  readonly low: number;
  readonly high: number;
  readonly values: readonly number[];
}

/**
 * Chooses about `count` round ticks (1, 2 or 5 times a power of ten apart) that enclose the data.
 * With `whole` they are whole numbers. A range near zero, seen from its size, starts at zero.
 * @example ticks(0.1, 0.9).values; // [0, 0.2, 0.4, 0.6, 0.8, 1]
 */
export function ticks(
  from: number,
  to: number,
  { count = 5, whole = false }: { count?: number; whole?: boolean } = {},
): Ticks {
  const start = from > 0 && from < to / 2 && !whole ? 0 : from;
  const span = spanOf(start, to);
  const step = Math.max(roundStep(span / count), whole ? 1 : 0);
  const first = Math.floor(start / step + 1e-9);
  const last = Math.max(Math.ceil(to / step - 1e-9), first + 1);
  // Multiples of the step, rounded to its digits: 0.1 * 3 would print as 0.30000000000000004.
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const values = Array.from({ length: last - first + 1 }, (_, i) =>
    digits > 100 ? (first + i) * step : Number(((first + i) * step).toFixed(digits)),
  );
  return { low: values[0]!, high: values.at(-1)!, values };
}

// A constant gets room of its own size: differences below 1e-9 of it are rounding noise.
function spanOf(from: number, to: number): number {
  const size = Math.max(Math.abs(from), Math.abs(to));
  if (size < 1e-200) return 1;
  return to - from > 1e-9 * size ? to - from : size;
}

function roundStep(raw: number): number {
  const power = 10 ** Math.floor(Math.log10(raw));
  const factor = [1, 2, 5, 10].find((f) => f * power >= raw * (1 - 1e-9)) ?? 10;
  return factor * power;
}
