import { unpickle } from "../io/pickle.ts";
import type { PickleStorage, PickleValue } from "../io/pickle-values.ts";
import type { Refuse } from "../io/refuse.ts";
import { show } from "../util/errors.ts";
import { storageLoader } from "./pth-storages.ts";

const magic = 0x1950a86a20f9469cfc6cn;

/** The first bytes of the container: a pickle of its magic number. */
export const stackedStart = Uint8Array.of(
  ...[0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e],
);

/**
 * Reads the container that PyTorch wrote before 1.6: pickles of the magic number, the protocol, the
 * machine, the value and the storages' keys, then each storage's length and bytes. It has no checksums.
 */
export function readStacked(bytes: Uint8Array, refuse: Refuse): PickleValue {
  let at = 0;
  const storages = new Map<string, PickleStorage>();
  const persistent = storageLoader(storages, true, refuse, () => undefined);
  const next = (options: { persistent?: typeof persistent } = {}) => {
    const { value, end } = unpickle(bytes, { refuse, start: at, ...options });
    at = end;
    return value;
  };
  if (next() !== magic) throw refuse("the magic number of torch.save", "another", 0);
  if (next() !== 1001) throw refuse("protocol version 1001", "another", at);
  const machine = next();
  if (!(machine instanceof Map) || machine.get("little_endian") !== true)
    throw refuse("a file of a little-endian machine", "another", at, {
      code: "UNSUPPORTED_FORMAT",
      hint: "load and save it again with a newer PyTorch",
    });
  const value = next({ persistent });
  const keysAt = at;
  const keys = next();
  if (!Array.isArray(keys) || keys.length !== storages.size)
    throw refuse(`a list of ${storages.size} storages`, "another", keysAt);
  for (const key of keys) {
    const storage = typeof key === "string" ? storages.get(key) : undefined;
    if (storage === undefined || storage.bytes !== undefined)
      throw refuse("each storage once", "another key", keysAt);
    at = fill(storage, bytes, at, refuse);
  }
  if (at !== bytes.length) throw refuse("the file's end after the last storage", "more", at);
  return value;
}

function fill(storage: PickleStorage, bytes: Uint8Array, at: number, refuse: Refuse): number {
  const { key, length, type } = storage;
  const name = show(key, 40);
  if (at + 8 > bytes.length) throw refuse(`storage ${name}`, "the file's end", at);
  const found = new DataView(bytes.buffer, bytes.byteOffset + at, 8).getBigInt64(0, true);
  if (found !== BigInt(length)) throw refuse(`${length} elements of storage ${name}`, found, at);
  const start = at + 8;
  const size = length * type.bytes;
  if (size > bytes.length - start)
    throw refuse(`${size} bytes of storage ${name}`, bytes.length - start, start);
  storage.bytes = bytes.subarray(start, start + size);
  storage.start = start;
  return start + size;
}
