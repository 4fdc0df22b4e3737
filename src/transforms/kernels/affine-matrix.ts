import type { Size } from "../../sample/index.ts";
import { cos, radians, sin, tan } from "./trigonometry.ts";

/** `[a, b, c, d, e, f]`: x goes to `a x + b y + c`, y to `d x + e y + f`. */
export type AffineMatrix = readonly [
  a: number,
  b: number,
  c: number,
  d: number,
  e: number,
  f: number,
];

/** A place, or a length along each axis: x, then y. */
export type XY = readonly [x: number, y: number];

/** What `affine` does: shear, scale and turn about the centre, then move. Angles in degrees. */
export interface AffineParams {
  readonly angle: number;
  readonly translate: XY;
  readonly scale: number;
  readonly shear: XY;
}

/** What `rotate` does, written as `affine` takes it: there a positive angle is clockwise. */
export function turn(angle: number): AffineParams {
  return { angle: -angle, translate: [0, 0], scale: 1, shear: [0, 0] };
}

// R(angle) * SHy * SHx, the 2 x 2 part without the scale; its determinant is 1.
function turnAndShear({ angle, shear }: AffineParams): readonly [number, number, number, number] {
  const [rot, sx, sy] = [radians(angle), radians(shear[0]), radians(shear[1])];
  const [c, s] = [cos(rot - sy), sin(rot - sy)];
  return [
    c / cos(sy),
    (-c * tan(sx)) / cos(sy) - sin(rot),
    s / cos(sy),
    (-s * tan(sx)) / cos(sy) + cos(rot),
  ];
}

/** Where a point of the input goes: translate * centre * turn * scale * shear * centre^-1. */
export function forwardMatrix(how: AffineParams, [cx, cy]: XY): AffineMatrix {
  const [a, b, c, d] = turnAndShear(how).map((value) => value * how.scale) as [
    number,
    number,
    number,
    number,
  ];
  const [tx, ty] = how.translate;
  return [a, b, a * -cx + b * -cy + (cx + tx), c, d, c * -cx + d * -cy + (cy + ty)];
}

/** Where a point of the output comes from: the inverse of `forwardMatrix`. */
export function inverseMatrix(how: AffineParams, [cx, cy]: XY): AffineMatrix {
  const [p, q, r, s] = turnAndShear(how);
  const [a, b, d, e] = [s / how.scale, -q / how.scale, -r / how.scale, p / how.scale];
  const [tx, ty] = how.translate;
  const c = a * (-cx - tx) + b * (-cy - ty);
  const f = d * (-cx - tx) + e * (-cy - ty);
  return [a, b, c + cx, d, e, f + cy];
}

/** A rotation as Pillow does it: where output pixels come from, and the output's size. */
export interface Rotation {
  readonly matrix: AffineMatrix;
  readonly size: Size;
}

/**
 * Pillow's rotation by `angle` degrees counter-clockwise: sine and cosine to 15 decimals. With
 * `expand` the output holds all of the input, and its middle is the middle of what it holds.
 */
export function pillowRotation(angle: number, size: Size, center: XY, expand: boolean): Rotation {
  const rot = -radians(angle);
  const [c, s] = [Number(cos(rot).toFixed(15)), Number(sin(rot).toFixed(15))];
  const d = Number((-sin(rot)).toFixed(15));
  const [cx, cy] = center;
  const x = c * -cx + s * -cy + 0 + cx;
  const y = d * -cx + c * -cy + 0 + cy;
  const matrix: AffineMatrix = [c, s, x, d, c, y];
  if (!expand) return { matrix, size };
  const [height, width] = size;
  const corners = [place(0, 0, matrix), place(width, 0, matrix)];
  corners.push(place(width, height, matrix), place(0, height, matrix));
  const wide = extent(corners.map(([at]) => at));
  const tall = extent(corners.map(([, at]) => at));
  const [e, f] = place(-(wide - width) / 2, -(tall - height) / 2, matrix);
  return { matrix: [c, s, e, d, c, f], size: [tall, wide] };
}

function extent(values: readonly number[]): number {
  return Math.ceil(Math.max(...values)) - Math.floor(Math.min(...values));
}

/** A point under a matrix. */
export function place(x: number, y: number, [a, b, c, d, e, f]: AffineMatrix): XY {
  return [a * x + b * y + c, d * x + e * y + f];
}
