import assert from "node:assert/strict";
import { BoundingBoxes, Image, KeyPoints, Mask, type Size } from "../sample/index.ts";
import { convertBoundingBoxFormat } from "../transforms/functional/convert-bounding-box-format.ts";
import { commonSize } from "../transforms/parts.ts";
import { Rng } from "../util/rng.ts";
import type { Law } from "./laws.ts";

/** How exact places must be. */
export interface PlaceTolerance {
  /** Pixels of the result. Default 1, and half an enlarged pixel. */
  readonly pixels?: number;
}

/**
 * What lies in a box stays in it: a rectangle is drawn into a mask, and after the transform the box
 * around it holds all that is left of it. The sample only gives the size.
 */
export function boxesHoldMasks({ pixels = 1 }: PlaceTolerance = {}): Law {
  return (transform, sample, seed) => {
    const size = commonSize(transform.name, sample);
    const [top, left, bottom, right] = rectangleIn(size, new Rng(seed));
    const labels = new Uint8Array(size[0] * size[1]);
    for (let y = top; y < bottom; y++) labels.fill(2, y * size[1] + left, y * size[1] + right);
    const boxes = BoundingBoxes.from([[left, top, right, bottom]], {
      format: "XYXY",
      canvasSize: size,
    });
    const given = { mask: new Mask(labels, size), boxes };
    const { mask, boxes: moved } = transform.apply(given, new Rng(seed));
    const seen = tightBox(mask);
    if (seen === undefined) return;
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = convertBoundingBoxFormat(moved, "XYXY").data;
    const slack = pixels + enlargement(size, mask.size);
    const holds =
      seen.left >= x1 - slack &&
      seen.top >= y1 - slack &&
      seen.right <= x2 + slack &&
      seen.bottom <= y2 + slack;
    const where = `[${seen.left}, ${seen.top}, ${seen.right}, ${seen.bottom}]`;
    assert.ok(holds, `the mask is at ${where}, its box at [${x1}, ${y1}, ${x2}, ${y2}]`);
  };
}

/**
 * A marked pixel is found where its key point says: one pixel of a black picture is white, and after the
 * transform the middle of what is bright lies at the key point. The sample only gives the size.
 */
export function pointsFollowPixels({ pixels = 1 }: PlaceTolerance = {}): Law {
  return (transform, sample, seed) => {
    const size = commonSize(transform.name, sample);
    const rng = new Rng(seed);
    const [y, x] = [rng.int(0, size[0]), rng.int(0, size[1])];
    const data = new Uint8Array(size[0] * size[1]);
    data[y * size[1] + x] = 255;
    const image = new Image(data, { height: size[0], width: size[1], channels: 1 });
    const points = KeyPoints.from([[x, y]], { canvasSize: size });
    const boxes = new BoundingBoxes(Float32Array.of(0, 0, size[1], size[0]), {
      format: "XYXY",
      canvasSize: size,
    });
    const out = transform.apply({ image, points, boxes }, new Rng(seed));
    const middle = brightMiddle(out.image);
    if (middle === undefined) return;
    const [px = 0, py = 0] = out.points.data;
    const slack = pixels + enlargement(size, out.image.size);
    const near = Math.abs(middle[0] - px) <= slack && Math.abs(middle[1] - py) <= slack;
    assert.ok(near, `the pixel is at [${middle}], its key point at [${px}, ${py}]`);
  };
}

function rectangleIn([height, width]: Size, rng: Rng): readonly [number, number, number, number] {
  const [top, left] = [rng.int(0, height), rng.int(0, width)];
  return [top, left, rng.int(top, height) + 1, rng.int(left, width) + 1];
}

// Half of how many times wider or higher a pixel became.
function enlargement(before: Size, after: Size): number {
  return Math.max(after[0] / before[0], after[1] / before[1], 1) / 2;
}

function tightBox({ data, size: [height, width] }: Mask) {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let i = 0; i < data.length; i++) {
    if (data[i] !== 2) continue;
    const [y, x] = [Math.floor(i / width), i % width];
    [left, right] = [Math.min(left, x), Math.max(right, x + 1)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y + 1)];
  }
  return right === 0 ? undefined : { left, top, right, bottom };
}

// The middle of the brightness, where any is left of a whole pixel that is not cut by an edge.
function brightMiddle({ data, width, height }: Image): readonly [number, number] | undefined {
  let [sum, sumX, sumY] = [0, 0, 0];
  for (let i = 0; i < data.length; i++) {
    const [y, x] = [Math.floor(i / width), i % width];
    if (data[i]! > 0 && (x === 0 || y === 0 || x === width - 1 || y === height - 1))
      return undefined;
    sum += data[i]!;
    sumX += data[i]! * x;
    sumY += data[i]! * y;
  }
  return sum < 64 ? undefined : [sumX / sum, sumY / sum];
}
