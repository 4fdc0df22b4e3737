import type { Tensor } from "../tensor/index.ts";
import { VisionError } from "../util/errors.ts";

/** Names and tensors of a module's parameters and buffers, in PyTorch's order and with its names. */
export type StateDict = ReadonlyMap<string, Tensor>;

/** What `loadStateDict` found not to fit. */
export interface LoadResult {
  readonly missingKeys: readonly string[];
  readonly unexpectedKeys: readonly string[];
}

/**
 * Gives the tensors of `own` the values of `state`. All names, shapes and that the numbers are in memory are
 * checked before anything changes. `who` is the module's name for the message.
 */
export function loadInto(
  own: StateDict,
  state: StateDict,
  strict: boolean,
  who: string,
): LoadResult {
  const missingKeys = [...own.keys()].filter((name) => !state.has(name));
  const unexpectedKeys = [...state.keys()].filter((name) => !own.has(name));
  const misshapen = [...own].flatMap(([name, { shape, dtype }]) => {
    const given = state.get(name);
    if (given === undefined || (String(given.shape) === String(shape) && given.dtype === dtype))
      return [];
    return [`${name} is ${given.dtype} [${given.shape}], not ${dtype} [${shape}]`];
  });
  if (misshapen.length > 0 || (strict && missingKeys.length + unexpectedKeys.length > 0)) {
    throw stateMismatch(who, missingKeys, unexpectedKeys, misshapen);
  }
  const given = [...own].flatMap(([name, tensor]) => {
    const value = state.get(name);
    return value === undefined ? [] : [[tensor, value] as const];
  });
  for (const [, value] of given) value.hostData(); // throws before anything changed
  for (const [tensor, value] of given) tensor.assign(value);
  return { missingKeys, unexpectedKeys };
}

function stateMismatch(
  who: string,
  missing: readonly string[],
  unexpected: readonly string[],
  misshapen: readonly string[],
): VisionError {
  const parts = [
    missing.length > 0 ? `${missing.length} missing: ${missing.join(", ")}` : "",
    unexpected.length > 0 ? `${unexpected.length} unexpected: ${unexpected.join(", ")}` : "",
    misshapen.length > 0 ? `${misshapen.length} of another kind: ${misshapen.join("; ")}` : "",
  ];
  return new VisionError({
    code: "MISMATCH",
    who: `${who}.loadStateDict`,
    expected: `the module's own names and shapes (${parts.filter(Boolean).join(". ")})`,
    got: "a state dict that differs",
    hint: "nothing was loaded; load the file into the model that it was saved from, or pass { strict: false }",
  });
}
