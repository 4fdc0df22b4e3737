import { openRegularFile } from "../io/open-regular-file.ts";
import type { Tensor } from "../tensor/index.ts";
import { isKind } from "./pickle-rebuild.ts";
import { type PickleKey, type PickleValue, pickleKind } from "./pickle-values.ts";
import { readContainer } from "./pth-container.ts";
import { type Refuse, refuseIn } from "./pth-errors.ts";
import { TensorMaker } from "./pth-tensors.ts";
import { readWhole } from "./read-whole.ts";

/**
 * What a file of `torch.save` can hold: dicts are Maps, lists, tuples and sizes arrays, devices
 * text; integers from 2^53 on are bigints.
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
 * bits; float16 and bfloat16 become float32, int8 and int16 int32. `torch.load`.
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

interface Task {
  readonly source: PickleValue;
  readonly depth: number;
  readonly put: (value: PthValue) => void;
}

// Without recursion, as a pickle may nest as deep as it likes; what holds itself passes `deepest`.
function toPlain(root: PickleValue, tensors: TensorMaker, refuse: Refuse): PthValue {
  const result: { value: PthValue } = { value: null };
  const tasks: Task[] = [{ source: root, depth: 0, put: (value) => (result.value = value) }];
  let count = 0;
  for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
    if (++count > mostNodes) throw tooLarge(`at most ${mostNodes} values`, refuse);
    if (task.depth > deepest) throw tooLarge(`at most ${deepest} containers in each other`, refuse);
    task.put(convert(task.source, task.depth + 1, tasks, tensors, refuse));
  }
  return result.value;
}

function convert(
  source: PickleValue,
  depth: number,
  tasks: Task[],
  tensors: TensorMaker,
  refuse: Refuse,
): PthValue {
  if (source === null || typeof source !== "object") return source;
  if (isKind(source, "tensor")) return tensors.make(source);
  if (isKind(source, "device")) return source.text;
  const items = itemsOf(source);
  const size = source instanceof Map ? source.size : (items?.length ?? 0);
  if (tasks.length + size > mostNodes) throw tooLarge(`at most ${mostNodes} values`, refuse);
  if (source instanceof Map) {
    const out = new Map<PickleKey, PthValue>();
    for (const [key, item] of source) {
      out.set(key, null); // keeps the order; the value follows
      tasks.push({ source: item, depth, put: (value) => out.set(key, value) });
    }
    return out;
  }
  if (items === undefined)
    throw refuse("tensors, numbers, text and containers only", pickleKind(source), 0);
  const out: PthValue[] = items.map(() => null);
  for (const [i, item] of items.entries()) {
    tasks.push({ source: item, depth, put: (value) => (out[i] = value) });
  }
  return out;
}

function itemsOf(source: PickleValue): readonly PickleValue[] | undefined {
  if (Array.isArray(source)) return source;
  return isKind(source, "tuple") ? source.items : undefined;
}

function tooLarge(what: string, refuse: Refuse): Error {
  const hint = "no file of torch.save needs as much; do not trust this one";
  return refuse(what, "more", 0, { code: "TOO_LARGE", hint });
}
