import type { PickleStorage, PickleTensor, Words } from "../io/pickle-values.ts";
import type { Refuse } from "../io/refuse.ts";
import { parameter } from "../nn/index.ts";
import { Tensor, type TensorData } from "../tensor/index.ts";
import { fromStored } from "./safetensors-dtypes.ts";

// A view with a stride of 0 may ask for far more than the file holds. Shared weights are views
// too, so a file may ask for some times its own size.
const budgetFactor = 8;
const budgetExtra = 16 * 2 ** 20;

const wordTypes = new Map<number, { new (buffer: ArrayBufferLike, at: number, n: number): Words }>([
  [1, Uint8Array],
  [2, Uint16Array],
  [4, Uint32Array],
  [8, BigUint64Array],
]);

/** Makes tensors of a file of `fileSize` bytes: each view of a storage becomes a contiguous copy. */
export class TensorMaker {
  readonly #made = new Map<PickleTensor, Tensor>();
  readonly #refuse: Refuse;
  readonly #budget: number;
  #used = 0;

  constructor(fileSize: number, refuse: Refuse) {
    this.#budget = budgetFactor * fileSize + budgetExtra;
    this.#refuse = refuse;
  }

  /** The tensor of a record: the same one for the same record. */
  make(record: PickleTensor): Tensor {
    const known = this.#made.get(record);
    if (known !== undefined) return known;
    const { storage, shape } = record;
    const { bytes, dtype, stored } = storage.type;
    const count = shape.reduce((product, size) => product * size, 1);
    this.#used += count * (bytes < 4 && dtype !== "uint8" && dtype !== "bool" ? 4 : bytes);
    if (this.#used > this.#budget)
      throw this.#refuse(
        `tensors of at most ${this.#budget} bytes from this file`,
        `shape [${shape}], expanded`,
        storage.start,
        { code: "TOO_LARGE", hint: "save expanded tensors after .contiguous()" },
      );
    const words = gather(wordsOf(storage), record, count);
    const raw = new Uint8Array(words.buffer as ArrayBuffer);
    if (stored === "BOOL" && raw.some((byte) => byte > 1))
      throw this.#refuse("booleans to be bytes 0 and 1", "other bytes", storage.start);
    const tensor = Tensor.fromData(decode(raw, stored), shape, dtype);
    this.#made.set(record, tensor);
    if (record.parameter) parameter(tensor, { requiresGrad: record.requiresGrad });
    else if (record.requiresGrad) tensor.setRequiresGrad(true);
    return tensor;
  }
}

function decode(bytes: Uint8Array<ArrayBuffer>, stored: string): TensorData {
  if (stored === "I16") return Int32Array.from(new Int16Array(bytes.buffer));
  if (stored === "I8") return Int32Array.from(new Int8Array(bytes.buffer));
  return fromStored(bytes, stored);
}

// The storage's elements, copied once if they do not lie at a multiple of their size.
function wordsOf(storage: PickleStorage): Words {
  if (storage.words !== undefined) return storage.words;
  const bytes = storage.bytes ?? new Uint8Array();
  const size = storage.type.bytes;
  const Words = wordTypes.get(size)!;
  const aligned = bytes.byteOffset % size === 0 ? bytes : Uint8Array.from(bytes);
  storage.words = new Words(aligned.buffer, aligned.byteOffset, storage.length);
  return storage.words;
}

// The view's elements in row-major order, in memory of their own.
function gather(words: Words, record: PickleTensor, count: number): Words {
  const { offset } = record;
  if (count === 0) return words.slice(0, 0);
  if (isContiguous(record.shape, record.strides)) return words.slice(offset, offset + count);
  const long = record.shape.flatMap((size, dim) => (size === 1 ? [] : [dim])); // at most 53
  const shape = long.map((dim) => record.shape[dim]!);
  const strides = long.map((dim) => record.strides[dim]!);
  const Words = wordTypes.get(words.BYTES_PER_ELEMENT)!;
  const out = new Words(new ArrayBuffer(count * words.BYTES_PER_ELEMENT), 0, count);
  const index = shape.map(() => 0);
  let from = offset;
  for (let to = 0; to < count; to++) {
    out[to] = words[from]!;
    for (let dim = shape.length - 1; dim >= 0; dim--) {
      from += strides[dim]!;
      if (++index[dim]! < shape[dim]!) break;
      from -= strides[dim]! * shape[dim]!;
      index[dim] = 0;
    }
  }
  return out;
}

function isContiguous(shape: readonly number[], strides: readonly number[]): boolean {
  let step = 1;
  for (let dim = shape.length - 1; dim >= 0; dim--) {
    if (shape[dim] !== 1 && strides[dim] !== step) return false;
    step *= shape[dim]!;
  }
  return true;
}
