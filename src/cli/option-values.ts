import { InvalidArgumentError } from "commander";

/** A parser for a whole number of at least `low`; commander turns its refusal into exit code 2. */
export function wholeNumber(low: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= low) return value;
    throw new InvalidArgumentError(`It must be a whole number of at least ${low}.`);
  };
}

/** A parser for a number above `low` and below `high`. */
export function numberBetween(low: number, high: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== "" && value > low && value < high) return value;
    const top = high === Infinity ? "" : ` and below ${high}`;
    throw new InvalidArgumentError(`It must be a number above ${low}${top}.`);
  };
}
