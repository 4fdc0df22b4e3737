import { type BoundingBoxes, KeyPoints, type Size } from "../../sample/index.ts";
import { checkNumber } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";
import { perspectivePoints } from "../kernels/move-points.ts";
import {
  type Corners,
  invertPerspective,
  perspectiveCoefficients,
} from "../kernels/perspective-coefficients.ts";
import type { Coefficients } from "../kernels/places.ts";
import { torchPerspective } from "../kernels/torch-places.ts";
import type { GeometricPart } from "../parts.ts";
import { checkXY } from "./affine.ts";
import { boxesFromCorners, cornersOf } from "./box-corners.ts";
import { onPart } from "./on-part.ts";
import { checkWarp, type WarpOptions, type WarpPlan, warpImage, warpMask } from "./warp.ts";

/** How a perspective warp finds its pixels. */
export interface PerspectiveOptions extends WarpOptions {
  /** The map from output to input itself, in place of the corners (pass null for these). */
  readonly coefficients?: Coefficients;
}

const who = "perspective";

/**
 * Warps a part so that the four `startPoints` (`[x, y]`: top left, top right, bottom right, bottom
 * left) come to lie on `endPoints` (torchvision's `perspective`); `interpolation` is "bilinear" and
 * `fill` null by default. Bytes get Pillow's pixels, floats the values of torchvision's tensors.
 * Boxes become the boxes around their moved corners, cut as their `clampingMode` says; key points
 * are not cut. Throws where no single map takes the corners there, or boxes cannot be mapped.
 * @example const leant = perspective(image, [[0, 0], [9, 0], [9, 9], [0, 9]], [[1, 1], [9, 0], [9, 9], [0, 8]]);
 */
export function perspective<Part extends GeometricPart>(
  part: Part,
  startPoints: Corners | null,
  endPoints: Corners | null,
  { interpolation = "bilinear", fill = null, coefficients }: PerspectiveOptions = {},
): Part {
  const how = checkWarp(who, { interpolation, fill });
  const map = mapOf(startPoints, endPoints, coefficients);
  const plan = (size: Size) => planOf(map, size);
  return onPart(who, part, {
    image: (image) => warpImage(who, image, plan(image.size), how),
    mask: (mask) => warpMask(who, mask, plan(mask.size), how),
    boxes: (boxes) => perspectiveBoxes(boxes, map),
    keyPoints: ({ data, canvasSize }) =>
      new KeyPoints(perspectivePoints(data, inverse(map)), { canvasSize }),
  });
}

function planOf(map: Coefficients, size: Size): WarpPlan {
  return { size, pillow: () => map, torch: () => torchPerspective(map, size) };
}

function perspectiveBoxes(boxes: BoundingBoxes, map: Coefficients): BoundingBoxes {
  if (boxes.length === 0) return boxes;
  const corners = perspectivePoints(cornersOf(boxes), inverse(map));
  return boxesFromCorners(boxes, corners, boxes.canvasSize);
}

function inverse(map: Coefficients): Coefficients {
  const back = invertPerspective(map);
  if (back !== null) return back;
  throw expected(who, "a map with a * e different from b * d", map, "choose other corners");
}

function mapOf(
  start: Corners | null,
  end: Corners | null,
  coefficients: Coefficients | undefined,
): Coefficients {
  if (coefficients !== undefined) return checkCoefficients(start, end, coefficients);
  const [from, to] = [checkCorners("startPoints", start), checkCorners("endPoints", end)];
  const map = perspectiveCoefficients(from, to);
  if (map !== null) return map;
  throw expected(who, "corners of which no three lie on a line", [from, to], "choose others");
}

function checkCoefficients(
  start: Corners | null,
  end: Corners | null,
  coefficients: Coefficients,
): Coefficients {
  if (start !== null || end !== null)
    throw expected(who, "corners or coefficients", "both", "pass null for the corners");
  if (!Array.isArray(coefficients) || coefficients.length !== 8)
    throw expected(who, "8 coefficients", coefficients, "pass [a, b, c, d, e, f, g, h]");
  for (const value of coefficients) checkNumber(who, "coefficients", value);
  return coefficients;
}

function checkCorners(name: string, corners: Corners | null): Corners {
  if (!Array.isArray(corners) || corners.length !== 4)
    throw expected(who, `${name} as four corners [x, y]`, corners, "pass four points");
  return corners.map((corner) => checkXY(who, name, corner)) as unknown as Corners;
}
