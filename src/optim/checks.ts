import { checkNumber } from "../util/check.ts";
import { expected } from "../util/errors.ts";

/** Refuses a negative or not finite value of any of the named settings. */
export function checkNotNegative<Key extends string>(
  who: string,
  settings: Readonly<Record<Key, unknown>>,
  ...names: Key[]
): void {
  for (const name of names) checkNumber(who, name, settings[name], { low: 0 });
}

/** Refuses anything but two numbers in [0, 1), as Adam takes them. */
export function checkBetas(who: string, betas: readonly [number, number]): void {
  const isPair = Array.isArray(betas) && betas.length === 2;
  if (isPair && betas.every((beta) => typeof beta === "number" && beta >= 0 && beta < 1)) return;
  throw expected(who, "betas to be two numbers in [0, 1)", betas, "pass other betas");
}

/** Refuses anything but booleans for the named settings. */
export function checkSwitches<Key extends string>(
  who: string,
  settings: Readonly<Record<Key, unknown>>,
  ...names: Key[]
): void {
  for (const name of names) {
    if (typeof settings[name] === "boolean") continue;
    throw expected(who, `${name} to be true or false`, settings[name], `pass another ${name}`);
  }
}
