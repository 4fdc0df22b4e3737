import { checkChoice } from "../util/check.ts";

/** One thing as it is, several as an array. */
export type OneOrAll<T> = T | readonly T[];

/** Refuses what is not one of `choices` or an array of at least one of them; returns the array. */
export function checkTypes<Type extends string>(
  who: string,
  name: string,
  value: Type | readonly Type[],
  choices: readonly Type[],
): readonly Type[] {
  const list = typeof value === "string" ? [value] : value;
  if (!Array.isArray(list) || list.length === 0) checkChoice(who, name, value, choices);
  for (const item of list) checkChoice(who, name, item, choices);
  return list;
}

/** The one part, or all where there are several: how torchvision gives targets of several types. */
export function only<T>(parts: readonly T[]): OneOrAll<T> {
  return parts.length === 1 ? parts[0]! : parts;
}
