import { fromQuads, type RotatedFormat, toQuads } from "../../ops/rotated-rows.ts";
import type { BoundingBoxes, Size } from "../../sample/index.ts";
import { edgesOf } from "../kernels/box-overlap.ts";
import { fromCorners, isAligned, toCorners } from "../kernels/boxes.ts";
import { clampRows } from "../kernels/clamp-boxes.ts";
import { fitRectangles } from "../kernels/rotated-boxes.ts";
import { boxesLike } from "./on-part.ts";

/**
 * The corners of boxes of any format as `[n * 8]`: x and y of the top left, top right, bottom right
 * and bottom left corner, for rotated boxes as they are before the turn.
 * @example const corners = cornersOf(boxes); // [x1, y1, x2, y2, x3, y3, x4, y4, ...]
 */
export function cornersOf({ data, format }: BoundingBoxes): Float32Array {
  if (!isAligned(format)) return toQuads(data, format);
  const edges = toCorners(data, format);
  const out = new Float32Array(data.length * 2);
  for (let i = 0, o = 0; i < edges.length; i += 4, o += 8) {
    const [left, top, right, bottom] = edges.subarray(i, i + 4) as unknown as Four;
    out.set([left, top, right, top, right, bottom, left, bottom], o);
  }
  return out;
}

/**
 * Boxes like `like`, one around each four corners (`[n * 8]`, any parallelogram), on a canvas of
 * `canvasSize`: for formats parallel to the image's edges the smallest such box, for rotated formats
 * the rectangle along the longer side. They are cut to the canvas as `like.clampingMode` says, unless
 * `clamp` is false, and written in `like.format`.
 * @example const turned = boxesFromCorners(boxes, moved, boxes.canvasSize);
 */
export function boxesFromCorners(
  like: BoundingBoxes,
  corners: Float32Array,
  canvasSize: Size,
  { clamp = true }: { readonly clamp?: boolean } = {},
): BoundingBoxes {
  const { format } = like;
  const mode = clamp ? like.clampingMode : null;
  const data = isAligned(format)
    ? fromCorners(clampRows(edgesOf(corners), "XYXY", canvasSize, mode), format)
    : rectangles(corners, format, (quads) => clampRows(quads, "XYXYXYXY", canvasSize, mode));
  return boxesLike(like, data, { canvasSize });
}

type Four = readonly [number, number, number, number];

function rectangles(
  corners: Float32Array,
  format: RotatedFormat,
  clamp: (quads: Float32Array) => Float32Array,
): Float32Array {
  return fromQuads(clamp(fitRectangles(corners)), format);
}
