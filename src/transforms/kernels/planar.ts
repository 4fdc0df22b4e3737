import { flipRows } from "./flip.ts";
import { bytesToPlanesSimd } from "./planar-simd.ts";
import { unweaveSimd, type Values, weaveSimd } from "./weave-simd.ts";

/** `byte / 255` in float32 for each byte. */
export function unitTable(): Float32Array {
  const table = new Float32Array(256);
  for (let byte = 0; byte < 256; byte++) table[byte] = byte / 255;
  return table;
}

/**
 * `[h*w, c]` bytes to `[c, h*w]` floats, each byte looked up in its channel's table of 256 floats, or in
 * the only table. `mirrored` is the width of the rows where they are to be turned round.
 */
export function bytesToPlanes(
  src: Uint8Array,
  channels: number,
  tables: Float32Array,
  mirrored?: number,
): Float32Array {
  const all = tables.length === 256 * channels ? tables : repeated(tables, channels);
  return bytesToPlanesSimd(src, channels, all, mirrored) ?? plain(src, channels, all, mirrored);
}

function repeated(table: Float32Array, channels: number): Float32Array {
  const all = new Float32Array(256 * channels);
  for (let c = 0; c < channels; c++) all.set(table, 256 * c);
  return all;
}

/** `bytesToPlanes` without SIMD. */
export function plain(
  src: Uint8Array,
  channels: number,
  tables: Float32Array,
  mirrored: number | undefined,
): Float32Array {
  const bytes = mirrored === undefined ? src : flipRows(src, mirrored, channels);
  const out = new Float32Array(src.length);
  if (channels === 3) planesOf3(out, bytes, tables);
  else
    for (let c = 0, o = 0; c < channels; c++) {
      const table = tables.subarray(256 * c, 256 * (c + 1));
      for (let s = c; s < src.length; s += channels) out[o++] = table[bytes[s]!]!;
    }
  return out;
}

function planesOf3(out: Float32Array, src: Uint8Array, tables: Float32Array): void {
  const size = src.length / 3;
  const size2 = 2 * size;
  for (let i = 0, s = 0; i < size; i++, s += 3) {
    out[i] = tables[src[s]!]!;
    out[size + i] = tables[256 + src[s + 1]!]!;
    out[size2 + i] = tables[512 + src[s + 2]!]!;
  }
}

/** `[h*w, c]` to `[c, h*w]`; the kind of array stays. */
export function planarFromPixels<T extends Values>(src: T, channels: number): T {
  if (channels === 1) return src.slice() as T;
  return unweaveSimd(src, channels) ?? plainPlanar(src, channels);
}

/** `planarFromPixels` without SIMD. */
export function plainPlanar<T extends Values>(src: T, channels: number): T {
  const out = src.slice() as T;
  for (let c = 0, o = 0; c < channels; c++)
    for (let s = c; s < src.length; s += channels) out[o++] = src[s]!;
  return out;
}

/** `[c, h*w]` to `[h*w, c]`; the kind of array stays. */
export function pixelsFromPlanar<T extends Values>(src: T, channels: number): T {
  if (channels === 1) return src.slice() as T;
  return weaveSimd(src, channels) ?? plainPixels(src, channels);
}

/** `pixelsFromPlanar` without SIMD. */
export function plainPixels<T extends Values>(src: T, channels: number): T {
  const out = src.slice() as T;
  for (let c = 0, s = 0; c < channels; c++)
    for (let o = c; o < src.length; o += channels) out[o] = src[s++]!;
  return out;
}
