import type { Tensor } from "../tensor/index.ts";
import { VisionError } from "../util/errors.ts";
import type { Group, Setting } from "./param-group.ts";

/** What an optimizer remembers of one parameter: tensors such as its momentum, numbers such as its count of steps. */
export interface ParameterState {
  readonly tensors: Readonly<Record<string, Tensor>>;
  readonly numbers: Readonly<Record<string, number>>;
}

/** The settings of a group of parameters as they are saved. */
export interface GroupState {
  /** The parameters' numbers, counted over all groups. */
  readonly params: readonly number[];
  /** The settings now. */
  readonly settings: Readonly<Record<string, Setting>>;
  /** The settings that the optimizer was made with. */
  readonly given: Readonly<Record<string, Setting>>;
  readonly initialLr?: number | undefined;
}

/** An optimizer's memory. All but `tensors` can be written as JSON. */
export interface OptimizerState {
  /** By `<name>.<number of the parameter>`. */
  readonly tensors: ReadonlyMap<string, Tensor>;
  /** By `<name>.<number of the parameter>`. */
  readonly numbers: Readonly<Record<string, number>>;
  readonly groups: readonly GroupState[];
}

/** The memory as plain parts. */
export function packState(
  groups: readonly Group[],
  states: readonly ParameterState[],
): OptimizerState {
  const tensors = new Map<string, Tensor>();
  const numbers: Record<string, number> = {};
  states.forEach((state, i) => {
    for (const [name, tensor] of Object.entries(state.tensors)) tensors.set(`${name}.${i}`, tensor);
    for (const [name, value] of Object.entries(state.numbers)) numbers[`${name}.${i}`] = value;
  });
  let next = 0;
  const saved = groups.map(({ params, settings, given, view: { initialLr } }) => {
    const state = { params: params.map(() => next++), settings, given };
    return initialLr === undefined ? state : { ...state, initialLr };
  });
  return { tensors, numbers, groups: saved };
}

/** The memory of each parameter out of `packState`'s parts. Refuses what does not fit (code MISMATCH). */
export function unpackState(
  who: string,
  { tensors, numbers }: OptimizerState,
  parameters: readonly Tensor[],
): ParameterState[] {
  const states = parameters.map(() => ({
    tensors: {} as Record<string, Tensor>,
    numbers: {} as Record<string, number>,
  }));
  for (const [key, tensor] of tensors) {
    const { name, index, like } = entryOf(key, parameters);
    if (like === undefined || String(like.shape) !== String(tensor.shape)) {
      throw foreign(who, `${key} of shape ${JSON.stringify(tensor.shape)}`);
    }
    if (like.dtype !== tensor.dtype) throw foreign(who, `${key} of ${tensor.dtype}`);
    states[index]!.tensors[name] = tensor;
  }
  for (const [key, value] of Object.entries(numbers)) {
    const { name, index, like } = entryOf(key, parameters);
    if (like === undefined || typeof value !== "number") throw foreign(who, key);
    states[index]!.numbers[name] = value;
  }
  return states;
}

/**
 * Refuses groups that were made otherwise (code MISMATCH). The learning rate may differ: it is what a run changes, and
 * it is taken over.
 */
export function checkGroups(who: string, saved: OptimizerState["groups"], own: readonly Group[]) {
  const sizes = (groups: readonly { readonly params: readonly unknown[] }[]) =>
    JSON.stringify(groups.map(({ params }) => params.length));
  if (sizes(saved) !== sizes(own)) {
    throw mismatch(who, `groups of ${sizes(own)} parameters`, `groups of ${sizes(saved)}`);
  }
  own.forEach(({ given }, i) => {
    const other = saved[i]!.given;
    for (const name of new Set([...Object.keys(given), ...Object.keys(other)])) {
      if (name === "lr" && other[name] !== undefined) continue;
      const [want, got] = [JSON.stringify(given[name]), JSON.stringify(other[name])];
      if (want !== got) throw mismatch(who, `${name}: ${want}`, `a state made with ${got}`);
    }
  });
}

function entryOf(key: string, parameters: readonly Tensor[]) {
  const [name = "", index = ""] = key.split(".");
  return { name, index: Number(index), like: index === "" ? undefined : parameters[Number(index)] };
}

function foreign(who: string, got: string): VisionError {
  return mismatch(who, "state of this optimizer's parameters, in their order and shapes", got);
}

function mismatch(who: string, expected: string, got: string): VisionError {
  const hint = "load the state into an optimizer over the same model, made with the same settings";
  return new VisionError({ code: "MISMATCH", who: `${who}.loadStateDict`, expected, got, hint });
}
