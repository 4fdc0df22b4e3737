import { expected } from "./errors.ts";

/** Refuses anything but a whole number in `[low, high]`; returns it. */
export function checkInteger(
  who: string,
  name: string,
  value: unknown,
  { low = 0, high = Number.MAX_SAFE_INTEGER }: { low?: number; high?: number } = {},
): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= low && value <= high)
    return value;
  throw expected(
    who,
    `${name} to be a whole number${range(low, high)}`,
    value,
    `pass another ${name}`,
  );
}

/** Refuses anything but a finite number in `[low, high]`; returns it. */
export function checkNumber(
  who: string,
  name: string,
  value: unknown,
  { low = -Infinity, high = Infinity }: { low?: number; high?: number } = {},
): number {
  if (typeof value === "number" && Number.isFinite(value) && value >= low && value <= high)
    return value;
  throw expected(
    who,
    `${name} to be a finite number${range(low, high)}`,
    value,
    `pass another ${name}`,
  );
}

/** Refuses anything but a probability; returns it. */
export function checkProbability(who: string, value: unknown, name = "p"): number {
  return checkNumber(who, name, value, { low: 0, high: 1 });
}

/** Refuses a string that is not a key of `table`, and names the keys. */
export function checkChoice<Key extends string>(
  who: string,
  name: string,
  value: unknown,
  choices: readonly Key[],
): Key {
  const found = choices.find((choice) => choice === value);
  if (found !== undefined) return found;
  throw expected(
    who,
    `${name} to be one of ${choices.join(", ")}`,
    value,
    `pass one of these as ${name}`,
  );
}

function range(low: number, high: number): string {
  if (high === Infinity || high === Number.MAX_SAFE_INTEGER)
    return low === -Infinity ? "" : ` >= ${low}`;
  return ` in [${low}, ${high}]`;
}
