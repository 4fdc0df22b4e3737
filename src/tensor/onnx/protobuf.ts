/**
 * A protobuf writer for the few wire types that ONNX files use.
 * Format: https://protobuf.dev/programming-guides/encoding/ (fields in the order they are written).
 */

const VARINT = 0;
const LENGTH_DELIMITED = 2;
const FIXED32 = 5;

const utf8 = new TextEncoder();

/** Bytes from which a value is not copied before the end. */
const LARGE = 1024;

/** Collects the fields of one message; `finish` gives its bytes. */
export class MessageWriter {
  // What was sealed, and the start of what comes behind it.
  readonly #sealed: Uint8Array[] = [];
  #sealedLength = 0;
  #bytes = new Uint8Array(64);
  #length = 0;

  /** A whole number; zero is written too, since ONNX tells absent from zero. */
  int(field: number, value: number | bigint): this {
    this.#tag(field, VARINT);
    this.#varint(BigInt.asUintN(64, BigInt(value)));
    return this;
  }

  /** A 32-bit float. */
  float(field: number, value: number): this {
    this.#tag(field, FIXED32);
    this.#reserve(4);
    new DataView(this.#bytes.buffer).setFloat32(this.#length, value, true);
    this.#length += 4;
    return this;
  }

  /** A text in UTF-8. */
  string(field: number, value: string): this {
    return this.bytes(field, utf8.encode(value));
  }

  /** Raw bytes; large ones are read when the message is finished. */
  bytes(field: number, value: Uint8Array): this {
    this.#tag(field, LENGTH_DELIMITED);
    this.#varint(BigInt(value.length));
    this.#append(value);
    return this;
  }

  /** A message inside this one. */
  message(field: number, value: MessageWriter): this {
    this.#tag(field, LENGTH_DELIMITED);
    this.#varint(BigInt(value.#sealedLength + value.#length));
    for (const part of value.#sealed) this.#append(part);
    this.#append(value.#bytes.subarray(0, value.#length));
    return this;
  }

  /** The same kind of message once for each item. */
  messages<Item>(
    field: number,
    items: readonly Item[],
    encode: (item: Item) => MessageWriter,
  ): this {
    for (const item of items) this.message(field, encode(item));
    return this;
  }

  /** The message's bytes. */
  finish(): Uint8Array {
    if (this.#sealed.length === 0) return this.#bytes.subarray(0, this.#length);
    const whole = new Uint8Array(this.#sealedLength + this.#length);
    let at = 0;
    for (const part of this.#sealed) {
      whole.set(part, at);
      at += part.length;
    }
    whole.set(this.#bytes.subarray(0, this.#length), at);
    return whole;
  }

  #append(value: Uint8Array): void {
    if (value.length < LARGE) {
      this.#reserve(value.length);
      this.#bytes.set(value, this.#length);
      this.#length += value.length;
      return;
    }
    this.#sealed.push(this.#bytes.subarray(0, this.#length), value);
    this.#sealedLength += this.#length + value.length;
    this.#bytes = new Uint8Array(64);
    this.#length = 0;
  }

  #tag(field: number, wireType: number): void {
    this.#varint(BigInt((field << 3) | wireType));
  }

  // Seven bits a byte, lowest first; the top bit says that more follow.
  #varint(value: bigint): void {
    this.#reserve(10);
    let rest = value;
    while (rest > 0x7fn) {
      this.#bytes[this.#length++] = Number(rest & 0x7fn) | 0x80;
      rest >>= 7n;
    }
    this.#bytes[this.#length++] = Number(rest);
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + count));
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
  }
}
