import { KeyPoints } from "../sample/index.ts";
import { Tensor } from "../tensor/index.ts";
import { checkInteger } from "../util/check.ts";
import { expected } from "../util/errors.ts";
import { type Color, parseColor } from "./colors.ts";
import { farthest } from "./corner-rows.ts";
import { closeCanvas, openCanvas, type Picture } from "./picture.ts";
import type { Canvas, Ink } from "./shapes/canvas.ts";
import { fillEllipse } from "./shapes/ellipse.ts";
import { drawLine } from "./shapes/line.ts";
import type { Point } from "./shapes/polygon.ts";

/** How key points are drawn. */
export interface DrawKeypointsOptions {
  /** Pairs of points of one instance that a white line joins, as indices. */
  readonly connectivity?: readonly (readonly [from: number, to: number])[];
  /** Of the dots. Default white; torchvision draws no dots where no colour is given. */
  readonly colors?: Color;
  /** Of the dots, in pixels; 0 draws none. Default 2. */
  readonly radius?: number;
  /** Of the lines, in pixels. Default 3. */
  readonly width?: number;
  /** `[n, k]`: not 0 where a point is seen; the others, and lines to them, are not drawn. Default all. */
  readonly visibility?: Tensor | readonly (readonly (boolean | number)[])[];
}

/**
 * The picture with key points as dots and lines (torchvision's `draw_keypoints`), as Pillow draws
 * them, coordinates cut to whole numbers. Points are a tensor `[n, k, 2]` (n instances of k points, x
 * then y), `KeyPoints` (one instance), or a list of these. The result is of the picture's kind, in RGB.
 * Throws on connections to points that are not there.
 * @example const shown = drawKeypoints(image, points, { connectivity: [[0, 1]], colors: "lime" });
 */
export function drawKeypoints<P extends Picture>(
  image: P,
  keypoints: KeyPoints | readonly KeyPoints[] | Tensor,
  {
    connectivity = [],
    colors = "white",
    radius = 2,
    width = 3,
    visibility,
  }: DrawKeypointsOptions = {},
): P {
  const who = "drawKeypoints";
  const canvas = openCanvas(who, image);
  checkInteger(who, "radius", radius, { high: 4096 });
  checkInteger(who, "width", width, { low: 1, high: 4096 });
  const dots: Ink = [...parseColor(who, colors), 255];
  const instances = instancesOf(who, keypoints);
  const isSeen = visibilityOf(who, instances, visibility);
  for (const [i, points] of instances.entries()) {
    const seen = points.map((_, k) => isSeen(i, k));
    checkPlaces(
      who,
      points.filter((_, k) => seen[k]),
    );
    for (const [k, [x, y]] of points.entries())
      if (seen[k]) fillEllipse(canvas, [x - radius, y - radius, x + radius, y + radius], dots);
    joinPoints(who, canvas, points, seen, connectivity, width);
  }
  return closeCanvas(canvas, image) as P;
}

// Points that are not seen may be anywhere, also nowhere (NaN).
function checkPlaces(who: string, points: readonly Point[]): void {
  const odd = points.find((point) => point.some((value) => !(Math.abs(value) <= farthest)));
  if (odd === undefined) return;
  const what = `coordinates within ${farthest} pixels of the corner`;
  throw expected(who, what, odd, "mark that point as not seen with visibility");
}

function joinPoints(
  who: string,
  canvas: Canvas,
  points: readonly Point[],
  seen: readonly boolean[],
  connectivity: readonly (readonly [number, number])[],
  width: number,
): void {
  for (const pair of connectivity) {
    const [from, to] = pair.map((k) => points[k]);
    if (from === undefined || to === undefined) {
      const what = `connections between points 0 to ${points.length - 1}`;
      throw expected(who, what, pair, "check connectivity");
    }
    if (seen[pair[0]] && seen[pair[1]]) drawLine(canvas, from, to, width, [255, 255, 255, 255]);
  }
}

function instancesOf(who: string, keypoints: unknown): Point[][] {
  if (keypoints instanceof KeyPoints) return [pointsOf(keypoints.data)];
  if (Array.isArray(keypoints)) return keypoints.flatMap((each) => instancesOf(who, each));
  if (!(keypoints instanceof Tensor))
    throw expected(who, "KeyPoints or a tensor [n, k, 2]", keypoints, "use KeyPoints.from(rows)");
  const [n = 0, k = 0, two] = keypoints.shape;
  if (keypoints.shape.length !== 3 || two !== 2)
    throw expected(
      who,
      "key points as a tensor [n, k, 2]",
      keypoints.shape,
      "add the instances' axis",
    );
  const all = pointsOf(Array.from(keypoints.hostData() as Float32Array, Number));
  return Array.from({ length: n }, (_, i) => all.slice(i * k, (i + 1) * k));
}

function pointsOf(values: ArrayLike<number>): Point[] {
  return Array.from({ length: values.length / 2 }, (_, i) => [
    Math.trunc(values[2 * i]!),
    Math.trunc(values[2 * i + 1]!),
  ]);
}

function visibilityOf(
  who: string,
  instances: readonly (readonly Point[])[],
  visibility: DrawKeypointsOptions["visibility"],
): (i: number, k: number) => boolean {
  if (visibility === undefined) return () => true;
  const counts = instances.map(({ length }) => length);
  const flags =
    visibility instanceof Tensor
      ? Array.from(visibility.hostData() as Uint8Array, (flag) => Number(flag) !== 0)
      : visibility.flat().map((flag) => Number(flag) !== 0);
  const shape =
    visibility instanceof Tensor ? visibility.shape : visibility.map(({ length }) => length);
  const fits =
    visibility instanceof Tensor
      ? shape.length === 2 && shape[0] === counts.length && counts.every((k) => k === shape[1])
      : String(shape) === String(counts);
  if (!fits)
    throw expected(who, `visibility for [${counts}] points`, shape, "one flag for each point");
  const starts = counts.map((_, i) => counts.slice(0, i).reduce((sum, k) => sum + k, 0));
  return (i, k) => flags[starts[i]! + k]!;
}
