import fc, { type Arbitrary } from "fast-check";
import { BoundingBoxes, type BoxFormat, KeyPoints, Mask, type Size } from "../sample/index.ts";
import { convertBoundingBoxFormat } from "../transforms/functional/convert-bounding-box-format.ts";
import { Rng } from "../util/rng.ts";
import { sizes } from "./pictures.ts";

/** All box formats. */
export const boxFormats = ["XYXY", "XYWH", "CXCYWH", "XYWHR", "CXCYWHR", "XYXYXYXY"] as const;

/** What boxes to draw. */
export interface BoxOptions {
  /** Default all six. */
  readonly formats?: readonly BoxFormat[];
  /** Without it edges are drawn from 1 to 33. */
  readonly canvasSize?: Size;
  /** Default 4. */
  readonly maxCount?: number;
}

/** What masks and key points to draw. */
export interface PlaceOptions {
  /** Without it edges are drawn from 1 to 33. */
  readonly size?: Size;
}

/**
 * Label maps `[h, w]` and instance masks `[n, h, w]`, n from 0 to 3, labels 0 to 4, in each kind of
 * array (fast-check arbitrary).
 * @example fc.assert(fc.property(masks(), (mask) => mask.count >= 0));
 */
export function masks({ size }: PlaceOptions = {}): Arbitrary<Mask> {
  return fc
    .record({
      size: size === undefined ? sizes() : fc.constant(size),
      count: fc.constantFrom(undefined, 0, 1, 3),
      Kind: fc.constantFrom(Uint8Array, Uint16Array, Int32Array),
      seed: fc.nat(),
    })
    .map(({ size: [height, width], count, Kind, seed }) => {
      const rng = new Rng(seed);
      const length = (count ?? 1) * height * width;
      const data = new Kind(length);
      for (let i = 0; i < length; i++) data[i] = rng.int(0, 5);
      return new Mask(data, count === undefined ? [height, width] : [count, height, width]);
    });
}

/**
 * Boxes inside a canvas, in any format: touching its edges, of no width or height, none at all, and
 * turned ones among them (fast-check arbitrary).
 * @example fc.assert(fc.property(boundingBoxes(), (boxes) => boxes.length <= 4));
 */
export function boundingBoxes({
  formats = boxFormats,
  canvasSize,
  maxCount = 4,
}: BoxOptions = {}): Arbitrary<BoundingBoxes> {
  const share = fc.oneof(
    fc.constantFrom(0, 0.5, 1),
    fc.integer({ min: 0, max: 64 }).map(sixtyFourth),
  );
  const box = fc.tuple(share, share, share, share, fc.integer({ min: -180, max: 180 }));
  return fc
    .record({
      size: canvasSize === undefined ? sizes() : fc.constant(canvasSize),
      format: fc.constantFrom(...formats),
      rows: fc.array(box, { maxLength: maxCount }),
    })
    .map(({ size, format, rows }) => boxesOf(size, format, rows));
}

/**
 * Points on pixel centres and between them, corners of the canvas among them, also none (fast-check
 * arbitrary).
 * @example fc.assert(fc.property(keyPoints(), (points) => points.length <= 5));
 */
export function keyPoints({ size }: PlaceOptions = {}): Arbitrary<KeyPoints> {
  const share = fc.oneof(fc.constantFrom(0, 1), fc.integer({ min: 0, max: 64 }).map(sixtyFourth));
  return fc
    .record({
      size: size === undefined ? sizes() : fc.constant(size),
      points: fc.array(fc.tuple(share, share), { maxLength: 5 }),
    })
    .map(({ size: [height, width], points }) => {
      const data = points.flatMap(([x, y]) => [x * (width - 1), y * (height - 1)]);
      return new KeyPoints(Float32Array.from(data), { canvasSize: [height, width] });
    });
}

// Shares of a power of two keep coordinates short, so that float32 holds them whole.
function sixtyFourth(n: number): number {
  return n / 64;
}

type Row = readonly [x1: number, y1: number, x2: number, y2: number, angle: number];

function boxesOf(canvasSize: Size, format: BoxFormat, rows: readonly Row[]): BoundingBoxes {
  const [height, width] = canvasSize;
  const edges = rows.map(([a, b, c, d]) => {
    const [left, right] = [Math.min(a, c) * width, Math.max(a, c) * width];
    return [left, Math.min(b, d) * height, right, Math.max(b, d) * height] as const;
  });
  if (format === "XYXY" || format === "XYWH" || format === "CXCYWH") {
    const boxes = BoundingBoxes.from(edges, { format: "XYXY", canvasSize });
    return convertBoundingBoxFormat(boxes, format);
  }
  const turned = edges.map(([x1, y1, x2, y2], i) => {
    return [(x1 + x2) / 2, (y1 + y2) / 2, x2 - x1, y2 - y1, rows[i]![4]];
  });
  const boxes = BoundingBoxes.from(turned, { format: "CXCYWHR", canvasSize });
  return convertBoundingBoxFormat(boxes, format);
}
