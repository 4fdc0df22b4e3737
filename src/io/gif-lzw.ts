const tableSize = 4096;

/**
 * Unpacks `count` colour indices from GIF's variable-length LZW codes (first bit lowest); `bits` is
 * the size of a colour. Throws a plain error for broken codes and for too few of them.
 */
export function lzwDecode(coded: Uint8Array, bits: number, count: number): Uint8Array {
  if (!(bits >= 1 && bits <= 8)) throw new Error(`GIF colour size of ${bits} bits`);
  const out = new Uint8Array(count);
  // Code c stands for the string of prefix[c] followed by the byte last[c].
  const prefix = new Int16Array(tableSize);
  const last = new Uint8Array(tableSize);
  const length = new Uint16Array(tableSize);
  const clear = 1 << bits;
  for (let code = 0; code < clear; code++) {
    last[code] = code;
    length[code] = 1;
  }
  let next = clear + 2;
  let size = bits + 1;
  let previous = -1; // none yet
  let [done, buffer, held, at] = [0, 0, 0, 0];
  while (done < count) {
    for (; held < size; held += 8) {
      if (at >= coded.length) throw new Error(`GIF ends after ${done} of ${count} pixels`);
      buffer |= coded[at++]! << held;
    }
    const code = buffer & ((1 << size) - 1);
    buffer >>= size;
    held -= size;
    if (code === clear) {
      [next, size, previous] = [clear + 2, bits + 1, -1];
      continue;
    }
    if (code === clear + 1) throw new Error(`GIF data ends after ${done} of ${count} pixels`);
    if (code > next || (previous < 0 && code > clear))
      throw new Error("GIF data with an impossible code");
    // The string of a code is written backwards from its end. A code that is just being made is
    // the previous string and its own first byte.
    const fresh = code === next;
    const from = fresh ? previous : code;
    const first = writeString(out, done, from, { prefix, last, length });
    done += length[from]!;
    if (fresh && done < count) out[done] = first;
    if (fresh) done++;
    if (previous >= 0 && next < tableSize) {
      prefix[next] = previous;
      last[next] = first;
      length[next] = length[previous]! + 1;
      next++;
      if (next === 1 << size && size < 12) size++;
    }
    previous = code;
  }
  return out;
}

interface Table {
  readonly prefix: Int16Array;
  readonly last: Uint8Array;
  readonly length: Uint16Array;
}

// Writes past the end are ignored by typed arrays. Returns the string's first byte.
function writeString(out: Uint8Array, start: number, code: number, table: Table): number {
  let at = code;
  for (let i = start + table.length[code]! - 1; i > start; i--) {
    out[i] = table.last[at]!;
    at = table.prefix[at]!;
  }
  out[start] = table.last[at]!;
  return table.last[at]!;
}
