import { VisionError } from "../util/errors.ts";
import { unpickle } from "./pickle.ts";
import { type Deny, isKind } from "./pickle-rebuild.ts";
import type { PickleRules } from "./pickle-rules.ts";
import {
  type PickleArray,
  type PickleDtype,
  type PickleValue,
  pickleKind,
} from "./pickle-values.ts";
import { readWhole } from "./read-whole.ts";
import type { Refuse } from "./refuse.ts";

const reconstruct = /^numpy\.(core|_core)\.multiarray\._reconstruct$/;
const classes = ["numpy.ndarray", "numpy.dtype", "_codecs.encode"];

/** The names of numpy's arrays, for pickles of Python 2 and, of protocol 2, of Python 3. */
export const numpyRules: PickleRules = {
  oldTextIsBytes: true,
  isAllowed: (name) => reconstruct.test(name) || classes.includes(name),
  rebuild(name, args, deny) {
    if (reconstruct.test(name)) return emptyArray(args, deny);
    if (name === "numpy.dtype") return dtypeOf(args, deny);
    // Python 3 writes bytes as latin1 text and a call that turns it back.
    const [text, encoding] = args;
    if (name === "_codecs.encode" && typeof text === "string" && encoding === "latin1") return text;
    throw deny("an array of numpy", name);
  },
  setState(target, state, deny) {
    if (isKind(target, "dtype")) {
      // (version, byte order, ...): of the rest, honest numbers have nothing.
      const order = isKind(state, "tuple") ? state.items[1] : undefined;
      target.little = order !== ">";
      return true;
    }
    if (!isKind(target, "array")) return false;
    fill(target, state, deny);
    return true;
  },
};

/**
 * Reads a pickle of numbers, text, containers and numpy arrays, of protocol 2, as data: nothing is
 * imported or called. Dicts come as Map. Throws NOT_FOUND, INVALID_FILE and TOO_LARGE.
 */
export async function readNumpyPickle(who: string, file: string): Promise<PickleValue> {
  const bytes = await readWhole(who, file);
  const refuse: Refuse = (expected, got, offset, { code = "INVALID_FILE", ...rest } = {}) => {
    const hint = "the file is damaged or another one; fetch it again";
    return new VisionError({ code, who, expected, got, offset, file, ...rest, hint });
  };
  return unpickle(bytes, { refuse, rules: numpyRules }).value;
}

function emptyArray([type]: readonly PickleValue[], deny: Deny): PickleArray {
  if (!isKind(type, "global") || type.name !== "numpy.ndarray")
    throw deny("a plain array of numpy", pickleKind(type));
  return { kind: "array", shape: [0], dtype: undefined, data: new Uint8Array() };
}

function dtypeOf([name]: readonly PickleValue[], deny: Deny): PickleDtype {
  const match = typeof name === "string" ? /^([<>|=]?)([biuf])([1248])$/.exec(name) : null;
  if (match === null)
    throw deny("numbers of 1, 2, 4 or 8 bytes", typeof name === "string" ? name : pickleKind(name));
  return { kind: "dtype", name: match[2]! + match[3]!, little: match[1] !== ">" };
}

// (version, shape, dtype, columns first, bytes)
function fill(array: PickleArray, state: PickleValue, deny: Deny): void {
  const [, shape, dtype, fortran, bytes] = isKind(state, "tuple") ? state.items : [];
  const sizes = isKind(shape, "tuple") ? shape.items : undefined;
  const isSize = (size: PickleValue): size is number =>
    typeof size === "number" && Number.isSafeInteger(size) && size >= 0;
  if (!isKind(dtype, "dtype") || typeof bytes !== "string" || !sizes?.every(isSize))
    throw deny("an array's shape, dtype and bytes", pickleKind(state));
  if (fortran !== false && sizes.length > 1) throw deny("rows first", "columns first");
  const length = sizes.reduce((product, size) => product * size, Number(dtype.name[1]));
  if (bytes.length !== length) throw deny(`${length} bytes for [${sizes}]`, bytes.length);
  array.shape = sizes;
  array.dtype = dtype;
  array.data = new Uint8Array(Buffer.from(bytes, "latin1"));
}
