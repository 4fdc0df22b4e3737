/**
 * A protobuf reader: the fields of one message, as views of its bytes.
 * Format: https://protobuf.dev/programming-guides/encoding/.
 */

/** A field: a whole number (exact below 2^53), or the bytes of a text, a message or a fixed-size number. */
export interface Field {
  readonly number: number;
  readonly value: number | Uint8Array;
}

/** Where and why bytes are no protobuf message. */
export class ProtobufError extends Error {
  readonly position: number;

  constructor(message: string, position: number) {
    super(message);
    this.name = "ProtobufError";
    this.position = position;
  }
}

const VARINT = 0;
const FIXED64 = 1;
const LENGTH_DELIMITED = 2;
const FIXED32 = 5;
const longestVarint = 10;

/**
 * The fields of a message, in the order of its bytes. Throws `ProtobufError` for fields that end behind it, field 0,
 * and wire types that ONNX never used (groups).
 */
export function* fieldsOf(bytes: Uint8Array): Generator<Field, void, undefined> {
  const cursor = { at: 0 };
  while (cursor.at < bytes.length) {
    const start = cursor.at;
    const tag = varint(bytes, cursor);
    const number = Math.floor(tag / 8);
    if (number === 0 || number >= 2 ** 29) throw new ProtobufError(`field ${number}`, start);
    const wireType = tag % 8;
    if (wireType === VARINT) yield { number, value: varint(bytes, cursor) };
    else yield { number, value: part(bytes, cursor, lengthOf(wireType, bytes, cursor)) };
  }
}

function lengthOf(wireType: number, bytes: Uint8Array, cursor: { at: number }): number {
  if (wireType === LENGTH_DELIMITED) return varint(bytes, cursor);
  if (wireType === FIXED64) return 8;
  if (wireType === FIXED32) return 4;
  throw new ProtobufError(`wire type ${wireType}`, cursor.at);
}

function part(bytes: Uint8Array, cursor: { at: number }, length: number): Uint8Array {
  const start = cursor.at;
  if (length > bytes.length - start)
    throw new ProtobufError(`${length} bytes where ${bytes.length - start} are left`, start);
  cursor.at += length;
  return bytes.subarray(start, cursor.at);
}

// Seven bits a byte, lowest first; the top bit says that more follow.
function varint(bytes: Uint8Array, cursor: { at: number }): number {
  const start = cursor.at;
  let value = 0;
  for (let i = 0; i < longestVarint; i++) {
    const byte = bytes[cursor.at++];
    if (byte === undefined) throw new ProtobufError("the end inside a number", start);
    value += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) return value;
  }
  throw new ProtobufError(`a number of more than ${longestVarint} bytes`, start);
}
