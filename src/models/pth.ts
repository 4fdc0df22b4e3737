import { openRegularFile } from "../io/open-regular-file.ts";
import {
  type PickleKey,
  type PickleStorage,
  type PickleValue,
  pickleKind,
} from "../io/pickle-values.ts";
import { dtypeNames } from "../io/pth-storage-types.ts";
import type { Refuse } from "../io/refuse.ts";
import { Tensor } from "../tensor/index.ts";
import { readContainer } from "./pth-container.ts";
import { refuseIn } from "./pth-errors.ts";
import { TensorMaker } from "./pth-tensors.ts";
import { readWhole } from "./read-whole.ts";

/**
 * What a file of `torch.save` can hold: dicts, namespaces (`argparse`) and counters are Maps; lists,
 * tuples and sizes arrays; devices and element types text; integers from 2^53 on bigints.
 */
export type PthValue = PickleKey | Tensor | PthValue[] | Map<PickleKey, PthValue>;

/** A file of `torch.save`. */
export interface PthFile {
  readonly value: PthValue;
  /** `crc32` if every record's checksum was there and fitted; older files have none. */
  readonly integrity: "crc32" | "none";
  /** How the file keeps its parts: as zip since PyTorch 1.6, before that stacked. */
  readonly container: "zip" | "stacked";
}

const mostNodes = 1_000_000;
const deepest = 128;

/**
 * Reads a `.pth` file as data: nothing in it is ever executed, and whatever is not a tensor, a
 * number, text or a container of these is refused. Tensors become contiguous copies with the same
 * bits; float16 and bfloat16 become float32, int8 and int16 int32. A value that the file names
 * twice is one value here too. Attributes of dicts and parameters are not kept. `torch.load`.
 * Throws `NOT_FOUND`, `INVALID_FILE`, `UNSUPPORTED_FORMAT` and `TOO_LARGE` with file and offset.
 * @example const { value } = await readPth("model.pth");
 */
export async function readPth(path: string): Promise<PthFile> {
  const handle = await openRegularFile("readPth", path);
  try {
    return parsePth(await readWhole(handle, refuseIn(path)), { file: path });
  } finally {
    await handle.close();
  }
}

/**
 * Reads the bytes of a `.pth` file, the rest as `readPth`; the tensors do not share `bytes`.
 * @example const { value } = parsePth(Buffer.concat(encodePth({ bias: zeros([3]) })));
 */
export function parsePth(bytes: Uint8Array, { file }: { readonly file?: string } = {}): PthFile {
  const refuse = refuseIn(file);
  const { value, container, integrity } = readContainer(bytes, refuse);
  return {
    value: toPlain(value, new TensorMaker(bytes.length, refuse), refuse),
    container,
    integrity,
  };
}

// While the walk lasts, what the pickle made and what it becomes stand side by side.
type Mixed = PickleValue | PthValue;
type Container = Mixed[] | Map<PickleKey, Mixed>;

interface Open {
  readonly into: Container;
  readonly rest: Iterator<readonly [PickleKey, Mixed]>;
}

// In place: lists and dicts stay the same ones, so what the pickle names twice is one value here
// too, and nothing is built twice. Without recursion; what holds itself passes `deepest`, and
// what is shared counts each time, as whoever walks the result meets it each time.
function toPlain(root: PickleValue, tensors: TensorMaker, refuse: Refuse): PthValue {
  const result: Mixed[] = [root];
  const open: Open[] = [{ into: result, rest: result.entries() }];
  for (let count = 0; open.length > 0; ) {
    const { into, rest } = open.at(-1)!;
    const next = rest.next();
    if (next.done === true) {
      open.pop();
      continue;
    }
    if (++count > mostNodes) throw tooLarge(`at most ${mostNodes} values`, refuse);
    const [key, source] = next.value;
    const value = plainOf(source, tensors, refuse);
    if (value !== source) put(into, key, value);
    if (!Array.isArray(value) && !(value instanceof Map)) continue;
    if (open.length > deepest)
      throw tooLarge(`at most ${deepest} containers in each other`, refuse);
    open.push({ into: value, rest: value.entries() });
  }
  return result[0] as PthValue;
}

function put(into: Container, key: PickleKey, value: Mixed): void {
  if (Array.isArray(into)) into[Number(key)] = value;
  else into.set(key, value);
}

// A container's items are still to be done.
function plainOf(source: Mixed, tensors: TensorMaker, refuse: Refuse): Mixed {
  if (source === null || typeof source !== "object") return source;
  if (source instanceof Tensor || source instanceof Map || Array.isArray(source)) return source;
  switch (source.kind) {
    case "tensor":
      return tensors.make(source);
    case "device":
      return source.text;
    case "tuple":
      return source.items as PickleValue[];
    case "ordered":
    case "namespace":
      return source.entries;
    case "global":
      if (dtypeNames.has(source.name)) return source.name;
      throw refuse("tensors, numbers, text and containers only", pickleKind(source), 0);
    case "array":
    case "dtype":
      throw refuse("tensors, numbers, text and containers only", pickleKind(source), 0);
    default: {
      const got = pickleKind(source satisfies PickleStorage);
      throw refuse("tensors, numbers, text and containers only", got, source.start);
    }
  }
}

function tooLarge(what: string, refuse: Refuse): Error {
  const hint = "no file of torch.save needs as much; do not trust this one";
  return refuse(what, "more", 0, { code: "TOO_LARGE", hint });
}
