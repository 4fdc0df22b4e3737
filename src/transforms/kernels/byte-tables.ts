/** `table[byte] = byte`. */
export function identityTable(): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => byte);
}

/** The table that does `first`, then `second`. */
export function chainTables(first: Uint8Array, second: Uint8Array): Uint8Array {
  return first.map((byte) => second[byte]!);
}

/**
 * `from + factor * (byte - from)`, cut to 0..255 and truncated: Pillow's `Image.blend` of one value
 * `from` with each byte, in single precision as its C code has it.
 */
export function blendTable(from: number, factor: number): Uint8Array {
  const steps = blendSteps(factor);
  const table = new Uint8ClampedArray(256);
  for (let byte = 0; byte < 256; byte++)
    table[byte] = Math.trunc(Math.fround(from + steps[255 + byte - from]!));
  return new Uint8Array(table.buffer);
}

/** From this factor on, a blend takes every difference of bytes to an end of 0..255. */
export const strongest = 1000;

/** `factor * difference` in float32 for the differences -255..255 of two bytes, at index + 255. */
export function blendSteps(factor: number): Float32Array {
  const ratio = Math.fround(factor);
  return Float32Array.from({ length: 511 }, (_, i) => ratio * (i - 255));
}

/** `255.999 * gain * (byte / 255) ** gamma`, truncated and cut to 0..255, as torchvision's table. */
export function gammaTable(gamma: number, gain: number): Uint8Array {
  const scale = (255 + 1 - 1e-3) * gain;
  const table = new Uint8ClampedArray(256);
  for (let byte = 0; byte < 256; byte++) table[byte] = Math.trunc(scale * (byte / 255) ** gamma);
  return new Uint8Array(table.buffer);
}

/** Spreads the bytes `low` to `high` over 0..255 (Pillow's `ImageOps.autocontrast` without cutoff). */
export function autocontrastTable(low: number, high: number): Uint8Array {
  if (high <= low) return identityTable();
  const scale = 255 / (high - low);
  const offset = -low * scale;
  const table = new Uint8ClampedArray(256);
  for (let byte = 0; byte < 256; byte++) table[byte] = Math.trunc(byte * scale + offset);
  return new Uint8Array(table.buffer);
}

/** Makes all bytes about as frequent, by the whole-number rule of Pillow's `ImageOps.equalize`. */
export function equalizeTable(histogram: Int32Array): Uint8Array {
  const count = histogram.reduce((sum, n) => sum + n, 0);
  const last = histogram.findLast((n) => n > 0) ?? 0;
  const step = Math.floor((count - last) / 255);
  if (step === 0) return identityTable();
  const table = new Uint8ClampedArray(256);
  let below = Math.floor(step / 2);
  for (let byte = 0; byte < 256; byte++) {
    table[byte] = Math.floor(below / step);
    below += histogram[byte]!;
  }
  return new Uint8Array(table.buffer);
}
