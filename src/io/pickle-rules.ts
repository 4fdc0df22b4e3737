import type { Deny } from "./pickle-rebuild.ts";
import type { PickleValue } from "./pickle-values.ts";

/** What the names in a pickle mean: nothing is called, so these functions are all that can happen. */
export interface PickleRules {
  /** True for the names that a pickle may use at all. */
  readonly isAllowed: (name: string) => boolean;
  /** What calling the name with arguments gives. */
  readonly rebuild: (name: string, args: readonly PickleValue[], deny: Deny) => PickleValue;
  /** Gives a value its state; false where the rules know nothing of such values. */
  readonly setState?: (target: PickleValue, state: PickleValue, deny: Deny) => boolean;
  /** Text of Python 2 is any bytes, a character a byte (Python's `encoding="latin1"`). */
  readonly oldTextIsBytes?: boolean;
}
