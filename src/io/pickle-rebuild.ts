import { show } from "../util/errors.ts";
import {
  type PickleKey,
  type PickleOrdered,
  type PickleStorage,
  type PickleTensor,
  type PickleValue,
  pickleKind,
} from "./pickle-values.ts";
import { dtypeNames, storageTypes } from "./pth-storage-types.ts";
import type { RefusalOptions } from "./refuse.ts";

/** Refuses a value; made by the unpickler, which knows the place. */
export type Deny = (expected: string, got: unknown, options?: RefusalOptions) => Error;

const rebuilders: ReadonlySet<string> = new Set([
  "collections.OrderedDict",
  "collections.Counter",
  "argparse.Namespace",
  "torch._utils._rebuild_tensor_v2",
  "torch._utils._rebuild_tensor",
  "torch._utils._rebuild_parameter",
  "torch._utils._rebuild_parameter_with_state",
  "torch.Size",
  "torch.device",
]);

/** True for the names that a pickle may use at all. */
export function isAllowedGlobal(name: string): boolean {
  return rebuilders.has(name) || storageTypes.has(name) || dtypeNames.has(name);
}

/** What calling `name` with `args` gives, for the names of `isAllowedGlobal`; nothing is called. */
export function rebuild(name: string, args: readonly PickleValue[], deny: Deny): PickleValue {
  switch (name) {
    case "collections.OrderedDict":
      return orderedDict(args, deny);
    case "collections.Counter": {
      const [counts] = args;
      if (args.length === 1 && counts instanceof Map)
        return { kind: "ordered", entries: new Map(counts) };
      throw deny("Counter of a dict", pickleKind(counts));
    }
    case "torch._utils._rebuild_tensor_v2":
      checkMarks(args, deny);
      checkHooks(args[5], deny);
      return tensor(args, args[4], deny);
    case "torch._utils._rebuild_tensor":
      if (args.length !== 4) throw deny("4 arguments of _rebuild_tensor", args.length);
      return tensor(args, false, deny);
    case "torch._utils._rebuild_parameter":
      if (args.length !== 3) throw deny("3 arguments of _rebuild_parameter", args.length);
      return parameterOf(args, deny);
    case "torch._utils._rebuild_parameter_with_state": // the last are attributes; not kept
      if (args.length !== 4) throw deny("a parameter with its attributes", args.length);
      return parameterOf(args, deny);
    case "torch.Size":
      if (args.length !== 1) throw deny("1 argument of torch.Size", args.length);
      return { kind: "tuple", items: sizes(args[0], "torch.Size", deny) };
    case "torch.device":
      return device(args, deny);
    default:
      throw deny("a function that rebuilds a value", name);
  }
}

/** Puts an entry into a dict; keys are what Python can hash and JavaScript compares by value. */
export function setItem(
  target: Map<PickleKey, PickleValue>,
  key: PickleValue,
  value: PickleValue,
  deny: Deny,
): void {
  if (key !== null && typeof key === "object")
    throw deny("a dict's key to be text, a number, True, False or None", pickleKind(key));
  target.set(key, value);
}

// Python 3 makes an empty one and fills it; Python 2 passes a list of pairs.
function orderedDict(args: readonly PickleValue[], deny: Deny): PickleOrdered {
  const out: PickleOrdered = { kind: "ordered", entries: new Map() };
  if (args.length === 0) return out;
  const [pairs] = args;
  if (args.length !== 1 || !Array.isArray(pairs))
    throw deny("OrderedDict of nothing or of a list of pairs", pickleKind(pairs));
  for (const pair of pairs) {
    const items = itemsOf(pair);
    if (items?.length !== 2) throw deny("a pair of key and value", pickleKind(pair));
    setItem(out.entries, items[0]!, items[1]!, deny);
  }
  return out;
}

function itemsOf(value: PickleValue | undefined): readonly PickleValue[] | undefined {
  if (Array.isArray(value)) return value;
  return isKind(value, "tuple") ? value.items : undefined;
}

function parameterOf(args: readonly PickleValue[], deny: Deny): PickleTensor {
  const [data, requiresGrad, hooks] = args;
  if (!isKind(data, "tensor")) throw deny("a parameter made of a tensor", pickleKind(data));
  checkHooks(hooks, deny);
  return { ...data, parameter: true, requiresGrad: gradFlag(requiresGrad, data.storage, deny) };
}

// Since 2.0 a seventh argument tells of conjugation and negation that are still to be done.
function checkMarks(args: readonly PickleValue[], deny: Deny): void {
  const [marks] = args.slice(6);
  if (args.length === 6 || (args.length === 7 && marks instanceof Map && marks.size === 0)) return;
  if (args.length !== 7 || !(marks instanceof Map))
    throw deny("6 arguments of _rebuild_tensor_v2", args.length);
  throw deny("a tensor as it lies in memory", `marks ${[...marks.keys()].map(String)}`, {
    code: "UNSUPPORTED_FORMAT",
    hint: "save tensor.resolve_neg() or tensor.resolve_conj()",
  });
}

function checkHooks(hooks: PickleValue | undefined, deny: Deny): void {
  if (!isKind(hooks, "ordered") || hooks.entries.size > 0)
    throw deny("a tensor without hooks", pickleKind(hooks));
}

function device(args: readonly PickleValue[], deny: Deny): PickleValue {
  const [type, index] = args;
  if (args.length < 1 || args.length > 2 || typeof type !== "string")
    throw deny("torch.device of a name and an index", pickleKind(type));
  if (index === undefined) return { kind: "device", text: type };
  if (typeof index !== "number" || !Number.isSafeInteger(index) || index < 0)
    throw deny("a device's index to be a whole number", pickleKind(index));
  return { kind: "device", text: `${type}:${index}` };
}

function tensor(
  [storage, offset, size, stride]: readonly PickleValue[],
  requiresGrad: PickleValue | undefined,
  deny: Deny,
): PickleTensor {
  if (!isKind(storage, "storage")) throw deny("a tensor over a storage", pickleKind(storage));
  const shape = sizes(size, "a tensor's shape", deny);
  const strides = sizes(stride, "a tensor's strides", deny);
  const [first] = sizes({ kind: "tuple", items: [offset!] }, "a tensor's offset", deny);
  if (shape.length !== strides.length)
    throw deny("as many strides as dimensions", `${strides.length} for ${shape.length}`);
  if (shape.length > 64) throw deny("at most 64 dimensions", shape.length);
  checkInside(storage, first!, shape, strides, deny);
  const flag = gradFlag(requiresGrad, storage, deny);
  const view = { storage, offset: first!, shape, strides, requiresGrad: flag };
  return { kind: "tensor", parameter: false, ...view };
}

function checkInside(
  storage: PickleStorage,
  offset: number,
  shape: readonly number[],
  strides: readonly number[],
  deny: Deny,
): void {
  let count = 1; // stays 0 after a size of 0, whatever follows
  let last = offset;
  for (const [i, size] of shape.entries()) {
    count *= size;
    last += (size - 1) * strides[i]!;
    if (!Number.isSafeInteger(count)) throw deny("a shape of fewer than 2^53 elements", shape);
  }
  if (count > 0 && !(last < storage.length))
    throw deny(
      `a view inside the ${storage.length} elements of storage ${show(storage.key, 40)}`,
      `shape [${shape}], strides [${strides}], offset ${offset}`,
    );
}

function gradFlag(value: PickleValue | undefined, storage: PickleStorage, deny: Deny): boolean {
  if (typeof value !== "boolean") throw deny("requires_grad True or False", pickleKind(value));
  if (value && !storage.type.dtype.startsWith("float"))
    throw deny("requires_grad False for whole numbers", value);
  return value;
}

function sizes(value: PickleValue | undefined, what: string, deny: Deny): number[] {
  const items = itemsOf(value);
  if (items === undefined) throw deny(`${what} as a tuple`, pickleKind(value));
  return items.map((item) => {
    if (typeof item === "number" && Number.isSafeInteger(item) && item >= 0) return item;
    throw deny(`${what} of whole numbers from 0`, typeof item === "object" ? "others" : item);
  });
}

/** True for a record of that kind. */
export function isKind<Kind extends string>(
  value: PickleValue | undefined,
  kind: Kind,
): value is Extract<PickleValue, { readonly kind: Kind }> {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === kind;
}
