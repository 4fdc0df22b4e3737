import { checkInteger } from "../util/check.ts";
import { expected } from "../util/errors.ts";

/** Refuses options that a model does not have, and a class count that is none. */
export function checkOptions(who: string, options: object, known: readonly string[]): void {
  const extra = Object.keys(options).find((key) => !known.includes(key));
  if (extra !== undefined)
    throw expected(who, `options among ${known.join(", ")}`, extra, "check the spelling");
  const { numClasses } = options as { readonly numClasses?: unknown };
  if (numClasses !== undefined) checkInteger(who, "numClasses", numClasses, { low: 1 });
}
