/** `byte / 255` in float32 for each byte. */
export function unitTable(): Float32Array {
  const table = new Float32Array(256);
  for (let byte = 0; byte < 256; byte++) table[byte] = byte / 255;
  return table;
}

/** `[h*w, c]` bytes to `[c, h*w]` floats, each byte looked up in `table`. */
export function planarFromBytes(
  src: Uint8Array,
  channels: number,
  table: Float32Array,
): Float32Array {
  const size = src.length / channels;
  const out = new Float32Array(src.length);
  if (channels === 3) {
    const size2 = 2 * size;
    for (let i = 0, s = 0; i < size; i++, s += 3) {
      out[i] = table[src[s]!]!;
      out[size + i] = table[src[s + 1]!]!;
      out[size2 + i] = table[src[s + 2]!]!;
    }
    return out;
  }
  for (let c = 0, o = 0; c < channels; c++)
    for (let s = c; s < src.length; s += channels) out[o++] = table[src[s]!]!;
  return out;
}

/** `[h*w, c]` to `[c, h*w]`; the kind of array stays. */
export function planarFromPixels<T extends Uint8Array | Float32Array>(src: T, channels: number): T {
  const out = src.slice() as T;
  if (channels === 1) return out;
  for (let c = 0, o = 0; c < channels; c++)
    for (let s = c; s < src.length; s += channels) out[o++] = src[s]!;
  return out;
}

/** `[c, h*w]` to `[h*w, c]`; the kind of array stays. */
export function pixelsFromPlanar<T extends Uint8Array | Float32Array>(src: T, channels: number): T {
  const out = src.slice() as T;
  if (channels === 1) return out;
  for (let c = 0, s = 0; c < channels; c++)
    for (let o = c; o < src.length; o += channels) out[o] = src[s++]!;
  return out;
}
