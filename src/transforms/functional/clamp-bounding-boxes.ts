import { BoundingBoxes, type ClampingMode } from "../../sample/index.ts";
import { expected } from "../../util/errors.ts";
import { clampRows } from "../kernels/clamp-boxes.ts";
import { boxesLike } from "./on-part.ts";

/** How boxes are cut. */
export interface ClampBoundingBoxesOptions {
  /** "soft", "hard", `null` for not at all, or "auto" for the boxes' own mode. Default "auto". */
  readonly clampingMode?: ClampingMode | "auto";
}

/**
 * Boxes cut to their canvas `[0, width] x [0, height]` (torchvision's `clamp_bounding_boxes`). Rotated
 * boxes keep their angle: "soft" keeps what is on the canvas, "hard" shrinks them until nothing is
 * outside. Boxes keep their own mode.
 * @example const inside = clampBoundingBoxes(boxes, { clampingMode: "hard" });
 */
export function clampBoundingBoxes(
  boxes: BoundingBoxes,
  { clampingMode = "auto" }: ClampBoundingBoxesOptions = {},
): BoundingBoxes {
  const who = "clampBoundingBoxes";
  if (!(boxes instanceof BoundingBoxes))
    throw expected(who, "BoundingBoxes", boxes, "wrap the coordinates in BoundingBoxes");
  const mode = checkAutoMode(who, clampingMode);
  const { data, format, canvasSize } = boxes;
  const clamped = clampRows(data, format, canvasSize, mode === "auto" ? boxes.clampingMode : mode);
  return clamped === data ? boxes : boxesLike(boxes, clamped);
}

/** Refuses anything but "auto" and a clamping mode; returns it. */
export function checkAutoMode(who: string, mode: unknown): ClampingMode | "auto" {
  if (mode === "auto" || mode === null || mode === "soft" || mode === "hard") return mode;
  const what = 'clampingMode "auto", "soft", "hard" or null';
  throw expected(who, what, mode, "pass one of these");
}
