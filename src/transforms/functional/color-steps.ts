import { Image } from "../../sample/index.ts";
import { uninitialized, uninitializedBytes } from "../../util/allocate.ts";
import { checkNumber } from "../../util/check.ts";
import { blendTable, chainTables, identityTable } from "../kernels/byte-tables.ts";
import { affineFloatsInto } from "../kernels/float-maps.ts";
import { shiftHueBytesInto } from "../kernels/hue-bytes.ts";
import { shiftHueFloatsInto } from "../kernels/hue-floats.ts";
import { lumaFloats, meanLuma } from "../kernels/luma.ts";
import { mapBytesInto } from "../kernels/map-bytes.ts";
import { saturateBytesInto, saturateFloatsInto } from "../kernels/saturate.ts";
import { checkOpaque } from "./on-picture.ts";

/** The four adjustments that ColorJitter draws, in torchvision's order. */
export const colorOps = ["brightness", "contrast", "saturation", "hue"] as const;
export type ColorOp = (typeof colorOps)[number];

/** One adjustment: hue by a part of a turn, the others by a factor. */
export interface ColorStep {
  readonly op: ColorOp;
  readonly factor: number;
}

/** Throws unless the factor is one that `op` takes: a hue in [-0.5, 0.5], all others >= 0. */
export function checkFactor(who: string, op: ColorOp, factor: number): number {
  const range = op === "hue" ? { low: -0.5, high: 0.5 } : { low: 0 };
  return checkNumber(who, `${op}Factor`, factor, range);
}

/**
 * The picture with all steps done in turn. Bytes: brightness and contrast only make a table, which
 * the next step that needs the neighbouring channels reads through; nothing is copied between.
 */
export function colorSteps(who: string, image: Image, steps: readonly ColorStep[]): Image {
  const { data } = image;
  const out =
    data instanceof Uint8Array
      ? stepsOnBytes(image, data, steps)
      : stepsOnFloats(who, image, data, steps);
  return out === data ? image : new Image(out, image);
}

function stepsOnBytes(image: Image, data: Uint8Array, steps: readonly ColorStep[]): Uint8Array {
  const { channels } = image;
  let current = data;
  let pending: Uint8Array | undefined;
  for (const { op, factor } of steps) {
    if (op !== "hue" && Math.fround(factor) === 1) continue;
    if (op === "brightness" || op === "contrast") {
      const from = op === "brightness" ? 0 : meanLuma(current, channels, pending);
      const table = blendTable(from, factor);
      pending = pending === undefined ? table : chainTables(pending, table);
    } else if (channels >= 3) {
      const out = current === data ? uninitializedBytes(data.length) : current;
      if (op === "saturation") saturateBytesInto(out, current, channels, pending, factor);
      else shiftHueBytesInto(out, current, channels, pending, byteShift(factor));
      current = out;
      pending = undefined;
    } else if (op === "hue" && channels === 2) {
      // Pillow goes through HSV, which has no alpha: the grey stays, alpha becomes 255.
      const out = current === data ? data.slice() : current;
      for (let i = 1; i < out.length; i += 2) out[i] = 255;
      current = out;
    }
  }
  if (pending === undefined) return current;
  const out = current === data ? uninitializedBytes(data.length) : current;
  mapColorsInto(out, current, channels, pending);
  return out;
}

// The hue is a byte that wraps: int(255 * factor) steps.
function byteShift(factor: number): number {
  return Math.trunc(factor * 255) & 255;
}

/** One table for all channels but alpha, the last of 2 or 4. */
function mapColorsInto(
  out: Uint8Array,
  src: Uint8Array,
  channels: number,
  table: Uint8Array,
): void {
  const hasAlpha = channels === 2 || channels === 4;
  const colors = Array<Uint8Array>(hasAlpha ? channels - 2 : 0).fill(table);
  mapBytesInto(out, src, hasAlpha ? [table, ...colors, identityTable()] : [table]);
}

function stepsOnFloats(
  who: string,
  image: Image,
  data: Float32Array,
  steps: readonly ColorStep[],
): Float32Array {
  checkOpaque(who, image);
  const gray = image.channels === 1;
  let current = data;
  for (const { op, factor } of steps) {
    if (gray && (op === "saturation" || op === "hue")) continue;
    const out = current === data ? uninitialized(data.length) : current;
    if (op === "brightness") affineFloatsInto(out, current, [{ scale: factor }]);
    else if (op === "contrast") {
      const mean = meanOf(gray ? current : lumaFloats(current));
      affineFloatsInto(out, current, [{ scale: factor, add: mean * (1 - factor) }]);
    } else if (op === "saturation") saturateFloatsInto(out, current, factor);
    else shiftHueFloatsInto(out, current, factor);
    current = out;
  }
  return current;
}

function meanOf(values: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}
