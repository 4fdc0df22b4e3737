import { Tensor } from "../tensor/index.ts";
import { expected } from "../util/errors.ts";
import { isFloatKey } from "./pickle-floats.ts";

/** What `save` takes: tensors, numbers, text, booleans and null, in Maps, objects and arrays. */
export type Savable =
  | Tensor
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly Savable[]
  | ReadonlyMap<string | number | bigint | boolean | null, Savable>
  | { readonly [key: string]: Savable };

const storageClass = {
  float32: "FloatStorage",
  float64: "DoubleStorage",
  int64: "LongStorage",
  int32: "IntStorage",
  uint8: "ByteStorage",
  bool: "BoolStorage",
} as const;

const deepest = 128;
const who = "encodePth";

/** Writes values as a pickle of protocol 2, as `torch.save` does; tensors become numbered storages. */
export class PickleWriter {
  /** The tensors, by the numbers of their storages. */
  readonly storages: Tensor[] = [];
  readonly #pieces: Uint8Array[] = [Uint8Array.of(0x80, 2)];
  readonly #numbers = new Map<Tensor, number>();

  /** The pickle of one value. */
  encode(value: Savable): Uint8Array {
    this.#value(value, 0);
    this.#text(".");
    return Buffer.concat(this.#pieces);
  }

  #text(ascii: string): void {
    this.#pieces.push(Buffer.from(ascii, "latin1"));
  }

  #value(value: Savable, depth: number, asFloat = false): void {
    if (depth > deepest)
      throw expected(who, `at most ${deepest} containers in each other`, "more", "save less");
    if (value === null) this.#text("N");
    else if (typeof value === "boolean") this.#text(value ? "\x88" : "\x89");
    else if (typeof value === "string") this.#string(value);
    else if (typeof value === "number") this.#number(value, asFloat);
    else if (typeof value === "bigint") this.#integer(value);
    else if (value instanceof Tensor) this.#tensor(value);
    else if (Array.isArray(value)) this.#list(value, depth, asFloat);
    else if (value instanceof Map) this.#entries("ccollections\nOrderedDict\n)R", value, depth);
    else if (isPlain(value)) this.#entries("}", Object.entries(value), depth);
    else
      throw expected(
        who,
        "tensors, numbers, text, booleans and null, in Maps, plain objects and arrays",
        value,
        "save its stateDict() or its fields",
      );
  }

  #list(items: readonly Savable[], depth: number, asFloat: boolean): void {
    this.#text("](");
    for (const item of items) this.#value(item, depth + 1, asFloat);
    this.#text("e");
  }

  #entries(empty: string, entries: Iterable<readonly [Savable, Savable]>, depth: number): void {
    this.#text(empty);
    for (const [key, item] of entries) {
      if (key !== null && typeof key === "object")
        throw expected(who, "keys of text or numbers", key, "use other keys");
      this.#value(key, depth + 1);
      this.#value(item, depth + 1, isFloatKey(key));
      this.#text("s");
    }
  }

  #string(text: string): void {
    if (/\p{Surrogate}/u.test(text))
      throw expected(who, "text that UTF-8 can hold", text, "remove the lone surrogate");
    const bytes = Buffer.from(text);
    const head = Buffer.alloc(5, "X");
    head.writeUInt32LE(bytes.length, 1);
    this.#pieces.push(head, bytes);
  }

  // A whole number is an int of Python's; -0, numbers from 2^53 on and settings are floats.
  #number(value: number, asFloat = false): void {
    if (!asFloat && Number.isSafeInteger(value) && !Object.is(value, -0)) {
      this.#integer(BigInt(value));
      return;
    }
    const bytes = Buffer.alloc(9, "G");
    bytes.writeDoubleBE(value, 1);
    this.#pieces.push(bytes);
  }

  #integer(value: bigint): void {
    if (value === BigInt.asIntN(32, value)) {
      const bytes = Buffer.alloc(5, "J");
      bytes.writeInt32LE(Number(value), 1);
      this.#pieces.push(bytes);
      return;
    }
    const bytes: number[] = [];
    let rest = value;
    do {
      bytes.push(Number(rest & 255n));
      rest >>= 8n;
    } while (rest !== (bytes.at(-1)! < 128 ? 0n : -1n));
    if (bytes.length > 255)
      throw expected(who, "integers of at most 255 bytes", "more", "use text");
    this.#pieces.push(Uint8Array.of(0x8a, bytes.length, ...bytes));
  }

  // A tensor that comes again is the same one in Python too, by the memo.
  #tensor(tensor: Tensor): void {
    const known = this.#numbers.get(tensor);
    if (known !== undefined) {
      this.#memo("j", known);
      return;
    }
    const number = this.storages.push(tensor) - 1;
    this.#numbers.set(tensor, number);
    const { shape, dtype } = tensor;
    this.#text("ctorch._utils\n_rebuild_tensor_v2\n((");
    this.#string("storage");
    this.#text(`ctorch\n${storageClass[dtype]}\n`);
    this.#string(`${number}`);
    this.#string("cpu");
    this.#number(shape.reduce((product, size) => product * size, 1));
    this.#text("tQK\0"); // the offset is 0
    this.#sizes(shape);
    this.#sizes(shape.map((_, i) => stride(shape, i)));
    this.#text("\x89ccollections\nOrderedDict\n)RtR"); // requires no grad, has no hooks
    this.#memo("r", number);
  }

  #memo(opcode: string, number: number): void {
    const bytes = Buffer.alloc(5, opcode);
    bytes.writeUInt32LE(number, 1);
    this.#pieces.push(bytes);
  }

  #sizes(sizes: readonly number[]): void {
    this.#text("(");
    for (const size of sizes) this.#number(size);
    this.#text("t");
  }
}

// PyTorch counts a size of 0 as 1 here.
function stride(shape: readonly number[], dim: number): number {
  return shape.slice(dim + 1).reduce((product, size) => product * Math.max(size, 1), 1);
}

function isPlain(value: object): value is { readonly [key: string]: Savable } {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
