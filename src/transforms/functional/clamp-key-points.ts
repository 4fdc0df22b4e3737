import { KeyPoints } from "../../sample/index.ts";
import { expected } from "../../util/errors.ts";

/**
 * Key points moved to the nearest pixel centre of their canvas, `[0, width - 1] x [0, height - 1]`
 * (torchvision's `clamp_keypoints`).
 * @example const inside = clampKeyPoints(points);
 */
export function clampKeyPoints(points: KeyPoints): KeyPoints {
  if (!(points instanceof KeyPoints))
    throw expected("clampKeyPoints", "KeyPoints", points, "wrap the coordinates in KeyPoints");
  const { data, canvasSize } = points;
  const [height, width] = canvasSize;
  const clamped = data.map((value, i) =>
    Math.min(Math.max(value, 0), (i % 2 === 0 ? width : height) - 1),
  );
  return new KeyPoints(clamped, { canvasSize });
}
