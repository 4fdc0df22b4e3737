import { expected, show } from "../util/errors.ts";
import { colorNames } from "./color-names.ts";

/** A CSS name ("tomato"), "#rgb", "#rrggbb", "rgb(r, g, b)", "hsl(h, s%, l%)", "hsv(h, s%, v%)", or three numbers 0..255. */
export type Color = string | readonly [red: number, green: number, blue: number];

/** One colour for all, or one for each. */
export type Colors = Color | readonly Color[];

/** Red, green and blue, whole numbers 0..255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** The numbers of a colour; throws on names and forms that it does not know. */
export function parseColor(who: string, color: Color): Rgb {
  const rgb = typeof color === "string" ? parseText(color.toLowerCase()) : color;
  if (Array.isArray(rgb) && rgb.length === 3 && rgb.every(isByte))
    return [...rgb] as unknown as Rgb;
  const what = 'a colour as CSS name, "#rrggbb" or three whole numbers 0..255';
  throw expected(who, what, color, 'for example "red", "#ff0000" or [255, 0, 0]');
}

/**
 * A colour for each of `count` things: what is asked for, else torchvision's palette. Colours beyond
 * `count` are not used; throws if there are too few.
 */
export function colorsFor(who: string, colors: Colors | undefined, count: number): Rgb[] {
  if (colors === undefined) return palette(count);
  if (typeof colors === "string" || typeof colors[0] === "number")
    return Array.from({ length: count }, () => parseColor(who, colors as Color));
  if (!Array.isArray(colors) || colors.length < count) {
    const got = Array.isArray(colors) ? colors.length : show(colors);
    throw expected(who, `at least ${count} colours`, got, "pass one for each, or one for all");
  }
  return colors.slice(0, count).map((color: Color) => parseColor(who, color));
}

/** torchvision's colours for things that nobody coloured: (i * p) mod 255 with p = 2^25-1, 2^15-1, 2^21-1. */
export function palette(count: number): Rgb[] {
  const factors = [2 ** 25 - 1, 2 ** 15 - 1, 2 ** 21 - 1];
  return Array.from(
    { length: count },
    (_, i) => factors.map((p) => (i * p) % 255) as unknown as Rgb,
  );
}

function parseText(text: string): readonly number[] | undefined {
  const named = Object.hasOwn(colorNames, text) ? `#${colorNames[text]}` : text;
  const digits = /^#([\da-f]{6}|[\da-f]{3})$/.exec(named)?.[1];
  if (digits === undefined) return parseCall(text);
  const step = digits.length / 3;
  return [0, 1, 2].map((i) => {
    const part = digits.slice(i * step, (i + 1) * step);
    return Number.parseInt(part.length === 1 ? part + part : part, 16);
  });
}

// rgb(255, 0, 0), rgb(100%, 0%, 0%), hsl(0, 100%, 50%), hsv(0, 100%, 100%), as Pillow reads them
function parseCall(text: string): readonly number[] | undefined {
  const parts = /^(rgb|hsl|hsv|hsb)\(\s*([\d.]+%?)\s*,\s*([\d.]+%?)\s*,\s*([\d.]+%?)\s*\)$/.exec(
    text,
  );
  if (parts === null) return undefined;
  const [kind, ...words] = parts.slice(1);
  const signs = words.map((word) => (word.endsWith("%") ? "%" : "")).join("|");
  const values = words.map((word) => Number(word.replace("%", "")));
  if (values.some(Number.isNaN)) return undefined;
  if (kind === "rgb") {
    if (signs === "||") return values;
    return signs === "%|%|%" ? values.map((value) => toByte(value / 100)) : undefined;
  }
  if (signs !== "|%|%") return undefined;
  const [hue, saturation, level] = [values[0]! / 360, values[1]! / 100, values[2]! / 100];
  return (kind === "hsl" ? fromHsl : fromHsv)(hue, saturation, level).map(toByte);
}

function toByte(share: number): number {
  return Math.floor(share * 255 + 0.5);
}

// Each channel is level - spread * k, k going from 1 to -1 and back along the wheel.
function fromHsl(hue: number, saturation: number, level: number): number[] {
  const spread = saturation * Math.min(level, 1 - level);
  return [0, 8, 4].map((offset) => {
    const k = (offset + hue * 12) % 12;
    return level - spread * Math.max(-1, Math.min(k - 3, 9 - k, 1));
  });
}

function fromHsv(hue: number, saturation: number, value: number): number[] {
  return [5, 3, 1].map((offset) => {
    const k = (offset + hue * 6) % 6;
    return value - value * saturation * Math.max(0, Math.min(k, 4 - k, 1));
  });
}

function isByte(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 255;
}
