import type { Decoder } from "./decoder.ts";

// PGM and PPM, the binary kinds: "P5" (grey) or "P6" (colour), then width, height and the largest
// value in decimal, white space and comments between, one white space, then the pixels.

/** Reads 8- and 16-bit binary PGM and PPM pictures. */
export const pnmDecoder: Decoder = {
  readHeader: async (bytes) => {
    const { width, height, channels } = parse(bytes);
    const space = channels === 1 ? "b-w" : "srgb";
    return { width, height, space, depth: "uchar", hasAlpha: false, orientation: 1 };
  },
  readPixels: async (bytes) => {
    const { width, height, channels, start, largest } = parse(bytes);
    const wide = largest > 255 ? 2 : 1;
    const size = width * height * channels;
    const raw = bytes.subarray(start, start + size * wide);
    if (raw.length < size * wide)
      throw new Error(`PNM ends after ${raw.length} of ${size * wide} bytes of pixels`);
    const data = scaled(raw, size, largest, channels === 1);
    return {
      data,
      width,
      height,
      channels,
      kind: channels === 1 ? "gray" : "rgb",
      hasAlpha: false,
    };
  },
};

// As Pillow scales to 0..255; of 16-bit grey the high byte is taken, as everywhere here.
function scaled(raw: Uint8Array, size: number, largest: number, isGray: boolean): Uint8Array {
  if (largest === 255) return raw.slice();
  const view = new DataView(raw.buffer, raw.byteOffset, raw.length);
  const out = new Uint8Array(size);
  for (let i = 0; i < size; i++) {
    const share = (largest > 255 ? view.getUint16(2 * i) : raw[i]!) / largest;
    const value =
      largest > 255 && isGray ? Math.round(share * 65535) >> 8 : halfToEven(share * 255);
    out[i] = Math.min(255, value);
  }
  return out;
}

// Python's round().
function halfToEven(value: number): number {
  const down = Math.floor(value);
  return value - down === 0.5 ? down + (down % 2) : Math.round(value);
}

function parse(bytes: Uint8Array) {
  const channels = bytes[1] === 0x35 ? 1 : bytes[1] === 0x36 ? 3 : 0;
  if (bytes[0] !== 0x50 || channels === 0) throw new Error("only P5 and P6 pictures are read");
  const place = { at: 2 };
  const [width, height] = [number(bytes, place), number(bytes, place)];
  const largest = number(bytes, place);
  if (width < 1 || height < 1 || largest < 1 || largest > 65535)
    throw new Error(`PNM header with ${width} x ${height}, largest value ${largest}`);
  return { width, height, channels, largest, start: place.at + 1 };
}

function number(bytes: Uint8Array, place: { at: number }): number {
  for (; ; place.at++) {
    const byte = bytes[place.at];
    if (byte === undefined) throw new Error("PNM ends in its header");
    if (byte === 0x23) while ((bytes[place.at] ?? 10) !== 10) place.at++;
    else if (byte !== 32 && (byte < 9 || byte > 13)) break;
  }
  let digits = "";
  for (; digits.length < 10; place.at++) {
    const digit = bytes[place.at] ?? 0;
    if (digit < 0x30 || digit > 0x39) break;
    digits += String.fromCharCode(digit);
  }
  if (digits === "") throw new Error("PNM header without a number where one should be");
  return Number(digits);
}
