import type { Size } from "../../sample/index.ts";
import { inverseMatrix, pillowRotation, turn, type XY } from "../kernels/affine-matrix.ts";
import { torchRotatedSize } from "../kernels/rotated-size.ts";
import { torchAffine } from "../kernels/torch-places.ts";
import { checkOutput } from "../options.ts";
import type { WarpPlan } from "./warp.ts";

/**
 * Whose arithmetic gives the size of an expanded output: Pillow's (bytes) or torchvision's tensor
 * path (all else). They differ by a pixel now and then, where a corner all but meets a pixel's edge.
 */
export type SizeRule = "pillow" | "torch";

/** A rotation; degrees counter-clockwise. */
export interface Rotation {
  readonly angle: number;
  readonly expand: boolean;
  readonly center: XY | null;
}

/** How many right angles it is, where it is done by moving whole pixels: 0 to 3. */
export function rightAngles({ angle, expand, center }: Rotation, size: Size): number | undefined {
  const turns = remainder(angle) / 90;
  if (center !== null || !Number.isInteger(turns)) return undefined;
  return turns % 2 === 0 || expand || size[0] === size[1] ? turns % 4 : undefined;
}

// In [0, 360], as Python's `angle % 360`.
function remainder(angle: number): number {
  const rest = angle % 360;
  return rest < 0 ? rest + 360 : rest;
}

/** The size after right angles. */
export function turnedSize([height, width]: Size, turns: number): Size {
  return turns % 2 === 0 ? [height, width] : [width, height];
}

/** The point that stays. */
export function centerOf({ center }: Rotation, [height, width]: Size): XY {
  return center ?? [width / 2, height / 2];
}

/** Where the pixels of the output come from. */
export function rotationPlan(by: Rotation, size: Size, rule: SizeRule): WarpPlan {
  const [x, y] = centerOf(by, size);
  const pillow = pillowRotation(remainder(by.angle), size, [x, y], by.expand);
  const matrix = inverseMatrix(turn(by.angle), [x - size[1] / 2, y - size[0] / 2]);
  const torchSize = by.expand ? torchRotatedSize(matrix, size) : size;
  const out = rule === "pillow" ? pillow.size : torchSize;
  checkOutput("rotate", out);
  return { size: out, pillow: () => pillow.matrix, torch: () => torchAffine(matrix, size, out) };
}

/** The size of the output. */
export function rotatedSize(by: Rotation, size: Size, rule: SizeRule): Size {
  if (!by.expand) return size;
  const turns = rightAngles(by, size);
  return turns === undefined ? rotationPlan(by, size, rule).size : turnedSize(size, turns);
}
