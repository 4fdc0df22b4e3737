import { fromQuads, toQuads } from "../../ops/rotated-rows.ts";
import type { BoxFormat, ClampingMode, Size } from "../../sample/index.ts";
import { clampAligned, isAligned } from "./boxes.ts";
import { clampQuads } from "./clamp-rotated.ts";

/** Rows of any format cut to the canvas as `mode` says; the rows themselves for `null`. */
export function clampRows(
  rows: Float32Array,
  format: BoxFormat,
  canvas: Size,
  mode: ClampingMode,
): Float32Array {
  if (mode === null) return rows;
  if (isAligned(format)) return clampAligned(rows, format, canvas);
  return fromQuads(clampQuads(toQuads(rows, format), canvas, mode), format);
}
