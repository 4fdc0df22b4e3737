const tableSize = 4096;

/**
 * Unpacks `count` colour indices from GIF's variable-length LZW codes (first bit lowest); `bits` is
 * the size of a colour. Throws a plain error for broken codes and for too few of them.
 */
export function lzwDecode(coded: Uint8Array, bits: number, count: number): Uint8Array {
  if (!(bits >= 1 && bits <= 8)) throw new Error(`GIF colour size of ${bits} bits`);
  const out = new Uint8Array(count);
  const clear = 1 << bits;
  const table = singleColours(clear);
  const codes = new CodeReader(coded);
  let next = clear + 2;
  let size = bits + 1;
  let previous = -1; // none yet
  for (let done = 0; done < count; ) {
    const code = codes.read(size);
    if (code === clear) {
      [next, size, previous] = [clear + 2, bits + 1, -1];
      continue;
    }
    if (code < 0 || code === clear + 1)
      throw new Error(`GIF data ends after ${done} of ${count} pixels`);
    if (code > next || (previous < 0 && code > clear))
      throw new Error("GIF data with an impossible code");
    // A code that is just being made is the previous string and its own first byte.
    const fresh = code === next;
    const from = fresh ? previous : code;
    const first = writeString(out, done, from, table);
    done += table.length[from]!;
    if (fresh) out[done++] = first; // past the end it is ignored
    if (previous >= 0 && next < tableSize) {
      table.prefix[next] = previous;
      table.last[next] = first;
      table.length[next] = table.length[previous]! + 1;
      next++;
      if (next === 1 << size && size < 12) size++;
    }
    previous = code;
  }
  return out;
}

/** Code c stands for the string of `prefix[c]` followed by the byte `last[c]`. */
interface Table {
  readonly prefix: Int16Array;
  readonly last: Uint8Array;
  readonly length: Uint16Array;
}

function singleColours(count: number): Table {
  const table = {
    prefix: new Int16Array(tableSize),
    last: Uint8Array.from({ length: tableSize }, (_, code) => code),
    length: new Uint16Array(tableSize),
  };
  table.length.fill(1, 0, count);
  return table;
}

class CodeReader {
  readonly #bytes: Uint8Array;
  #at = 0;
  #buffer = 0;
  #held = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The next `size` bits, or -1 at the end of the bytes. */
  read(size: number): number {
    for (; this.#held < size; this.#held += 8) {
      if (this.#at >= this.#bytes.length) return -1;
      this.#buffer |= this.#bytes[this.#at++]! << this.#held;
    }
    const code = this.#buffer & ((1 << size) - 1);
    this.#buffer >>= size;
    this.#held -= size;
    return code;
  }
}

// The string is written backwards from its end. Writes past the end of a typed array are ignored,
// as a last code may stand for more pixels than are left. Returns the string's first byte.
function writeString(out: Uint8Array, start: number, code: number, table: Table): number {
  let at = code;
  for (let i = start + table.length[code]! - 1; i > start; i--) {
    out[i] = table.last[at]!;
    at = table.prefix[at]!;
  }
  out[start] = table.last[at]!;
  return table.last[at]!;
}
