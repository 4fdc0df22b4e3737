import { KeyPoints } from "../../sample/index.ts";
import { expected } from "../../util/errors.ts";
import { keepPoints } from "../keep-rows.ts";

/**
 * The key points on the canvas, and which those are (torchvision's `sanitize_keypoints`):
 * `0 <= x < width` and `0 <= y < height`.
 * @example const [kept, mask] = sanitizeKeyPoints(points);
 */
export function sanitizeKeyPoints(points: KeyPoints): [kept: KeyPoints, mask: boolean[]] {
  if (!(points instanceof KeyPoints))
    throw expected("sanitizeKeyPoints", "KeyPoints", points, "wrap the coordinates in KeyPoints");
  const { data, length, canvasSize } = points;
  const [height, width] = canvasSize;
  const mask = Array.from({ length }, (_, i) => {
    const [x, y] = [data[2 * i]!, data[2 * i + 1]!];
    return x >= 0 && x < width && y >= 0 && y < height;
  });
  return [mask.every(Boolean) ? points : keepPoints(points, mask), mask];
}
