import type { Channels } from "../sample/index.ts";
import type { StoredPixels } from "./decoder.ts";

/** What decoded pixels can be turned into; see `decodeImage`. */
export const pixelModes = ["rgb", "gray", "rgba", "unchanged"] as const;

/** What decoded pixels are turned into. */
export type PixelMode = (typeof pixelModes)[number];

/** Stored pixels in another mode, by the rules of Pillow's `convert`. */
export function toMode(
  stored: StoredPixels,
  mode: PixelMode,
): { data: Uint8Array; channels: Channels } {
  const { kind, hasAlpha } = stored;
  const data = kind === "cmyk" ? cmykToRgb(stored.data) : stored.data;
  const step = kind === "cmyk" ? 3 : stored.channels;
  const colour = kind === "gray" ? [0, 0, 0] : [0, 1, 2];
  const alpha = hasAlpha ? step - 1 : opaque;
  switch (mode) {
    case "rgb":
      return { data: pick(data, step, colour), channels: 3 };
    case "gray":
      return { data: kind === "gray" ? pick(data, step, [0]) : luma(data, step), channels: 1 };
    case "rgba":
      return { data: pick(data, step, [...colour, alpha]), channels: 4 };
    case "unchanged": {
      const kept = kind === "gray" ? [0] : colour;
      const wanted = hasAlpha ? [...kept, alpha] : kept;
      return { data: pick(data, step, wanted), channels: wanted.length as Channels };
    }
    default:
      return mode satisfies never;
  }
}

const opaque = -1; // stands for "255 everywhere" among channel numbers

// [pixels, step] -> [pixels, wanted.length], each channel copied from the named one.
function pick(data: Uint8Array, step: number, wanted: readonly number[]): Uint8Array {
  if (wanted.length === step && wanted.every((channel, i) => channel === i)) return data;
  const out = new Uint8Array((data.length / step) * wanted.length);
  for (let k = 0; k < wanted.length; k++) {
    const channel = wanted[k]!;
    if (channel === opaque) for (let i = k; i < out.length; i += wanted.length) out[i] = 255;
    else
      for (let i = k, j = channel; i < out.length; i += wanted.length, j += step) out[i] = data[j]!;
  }
  return out;
}

// ITU-R BT.601 luma in 16-bit fixed point, rounded: 0.299 r + 0.587 g + 0.114 b.
function luma(data: Uint8Array, step: number): Uint8Array {
  const out = new Uint8Array(data.length / step);
  for (let i = 0, j = 0; i < out.length; i++, j += step) {
    const sum = 19595 * data[j]! + 38470 * data[j + 1]! + 7471 * data[j + 2]!;
    out[i] = (sum + 0x8000) >> 16;
  }
  return out;
}

// Pillow's rule: with w = 255 - k, colour = w - round(c * w / 255), never below 0.
function cmykToRgb(data: Uint8Array): Uint8Array {
  const out = new Uint8Array((data.length / 4) * 3);
  for (let i = 0, j = 0; i < out.length; i += 3, j += 4) {
    const white = 255 - data[j + 3]!;
    for (let k = 0; k < 3; k++) {
      const t = data[j + k]! * white + 128;
      out[i + k] = white - (((t >> 8) + t) >> 8); // (t + t / 256) / 256 is exact rounding by 255
    }
  }
  return out;
}
