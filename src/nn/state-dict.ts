import { convertData, type DType, Tensor } from "../tensor/index.ts";
import { expected, VisionError } from "../util/errors.ts";

/** Names and tensors of a module's parameters and buffers, in PyTorch's order and with its names. */
export type StateDict = ReadonlyMap<string, Tensor>;

/** What `loadStateDict` found not to fit. */
export interface LoadResult {
  readonly missingKeys: readonly string[];
  readonly unexpectedKeys: readonly string[];
}

/**
 * Gives the tensors of `own` the values of `state`, converted to their own element types. All names, shapes and that
 * the numbers are in memory are checked before anything changes. `who` is the module's name for the message.
 */
export function loadInto(
  own: StateDict,
  state: StateDict,
  strict: boolean,
  who: string,
): LoadResult {
  if (!(state instanceof Map)) throw notStateDict(who, state);
  const missingKeys = [...own.keys()].filter((name) => !state.has(name));
  const unexpectedKeys = [...state.keys()].filter((name) => !own.has(name));
  const misshapen = [...own].flatMap(([name, { shape, dtype }]) => {
    const given: unknown = state.get(name);
    if (given === undefined) return [];
    if (!(given instanceof Tensor)) return [`${name} is no tensor`];
    if (String(given.shape) === String(shape)) return [];
    return [`${name} is ${given.dtype} [${given.shape}], not ${dtype} [${shape}]`];
  });
  if (misshapen.length > 0 || (strict && missingKeys.length + unexpectedKeys.length > 0)) {
    throw stateMismatch(who, missingKeys, unexpectedKeys, misshapen);
  }
  // Throws, where a value is not in memory, before anything changed.
  const given = [...own].flatMap(([name, tensor]) => {
    const value = state.get(name);
    return value === undefined ? [] : [[tensor, inType(value, tensor.dtype)] as const];
  });
  for (const [tensor, value] of given) tensor.assign(value);
  return { missingKeys, unexpectedKeys };
}

function inType(value: Tensor, dtype: DType): Tensor {
  const data = value.hostData();
  if (value.dtype === dtype) return value;
  return Tensor.fromData(convertData(data, dtype), value.shape, dtype);
}

function notStateDict(who: string, got: unknown): VisionError {
  return expected(
    `${who}.loadStateDict`,
    "a Map of names and tensors",
    got,
    "pass what stateDict() or models.load() gave; of an object, new Map(Object.entries(object))",
  );
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
