import assert from "node:assert/strict";
import { describe } from "node:test";
import fc from "fast-check";
import { applyOrientation } from "../../../src/io/index.ts";
import { BoundingBoxes, Image, KeyPoints, Mask } from "../../../src/sample/index.ts";
import { boundingBoxes, masks, spelled } from "../../../src/testing/index.ts";
import { functional as F } from "../../../src/transforms/index.ts";
import type { GeometricPart } from "../../../src/transforms/parts.ts";
import { check, edge, equal, inside, picture, units } from "../pictures.ts";

type Move = <Part extends GeometricPart>(part: Part) => Part;

const turned = (quarters: number): Move => {
  return (part) => F.rotate(part, 90 * quarters, { expand: true });
};
const flipped = (quarters: number): Move => {
  return (part) => turned(quarters)(F.horizontalFlip(part));
};
/** The symmetries of the square: number 4 * f + q flips left to right f times, then turns q times. */
const symmetries: readonly Move[] = [0, 1].flatMap((f) =>
  [0, 1, 2, 3].map((q) => (f === 0 ? turned(q) : flipped(q))),
);
const quarters = fc.integer({ min: -5, max: 5 });
const parts = fc.oneof(picture(), masks());

// Doing a, then b: a turn before a flip is a turn back after it.
function product(a: number, b: number): number {
  const [flipA, turnA, flipB, turnB] = [a >> 2, a & 3, b >> 2, b & 3];
  const turn = turnB + (flipB === 0 ? turnA : -turnA);
  return 4 * (flipA ^ flipB) + ((turn + 4) & 3);
}

// A quarter turn counter-clockwise, pixel by pixel.
function quarterTurn({ data, width: w, height: h, channels: c }: Image): Image {
  const out = data.slice();
  for (let y = 0; y < w; y++)
    for (let x = 0; x < h; x++)
      for (let i = 0; i < c; i++) out[(y * h + x) * c + i] = data[(x * w + w - 1 - y) * c + i]!;
  return new Image(out as Image["data"], { width: h, height: w, channels: c });
}

describe("laws of the square's symmetries", () => {
  check("P1: flips, half a turn and both transposes twice are nothing", [parts], (x) => {
    for (const move of [F.verticalFlip, ...[2, 4, 5, 6, 7].map((i) => symmetries[i]!)])
      assert.deepEqual(spelled(move(move(x))), spelled(x));
  });

  check("P2: quarter turns add up, four are none", [parts, quarters, quarters], (x, a, b) => {
    const both = turned((((a + b) % 4) + 4) % 4)(x);
    assert.deepEqual(spelled(turned(b)(turned(a)(x))), spelled(both));
    const one = turned(a);
    assert.deepEqual(spelled(one(one(one(one(x))))), spelled(x));
  });

  check("P3: the product table of all eight", [fc.oneof(picture(), masks())], (x) => {
    const alone = symmetries.map((move) => spelled(move(x)));
    for (const [a, first] of symmetries.entries()) {
      const once = first(x);
      for (const [b, second] of symmetries.entries())
        assert.deepEqual(spelled(second(once)), alone[product(a, b)], `${a}, then ${b}`);
    }
  });

  check("P4: both flips are half a turn, in any order", [parts], (x) => {
    const half = spelled(turned(2)(x));
    assert.deepEqual(spelled(F.verticalFlip(F.horizontalFlip(x))), half);
    assert.deepEqual(spelled(F.horizontalFlip(F.verticalFlip(x))), half);
  });

  check("P5: an EXIF orientation is its symmetry, and then gone", [picture()], (x) => {
    for (const [i, symmetry] of [0, 4, 2, 6, 5, 3, 7, 1].entries()) {
      const stored = new Image(x.data, { ...x, orientation: i + 1 });
      const upright = applyOrientation(stored);
      equal(upright, symmetries[symmetry]!(x));
      assert.equal(upright.orientation, 1);
      assert.equal(applyOrientation(upright), upright);
    }
  });

  check("P23: turning by 90 degrees moves pixels only", [picture(), quarters], (x, n) => {
    let want = x;
    for (let i = 0; i < (n + 8) % 4; i++) want = quarterTurn(want);
    for (const interpolation of ["nearest", "bilinear"] as const)
      equal(F.rotate(x, 90 * n, { expand: true, interpolation }), want);
  });

  check("P33: what looks at one pixel commutes with them", [picture()], (image) => {
    const x = image.channels === 4 ? opaque(image) : image;
    for (const change of [
      (part: Image) => F.adjustBrightness(part, 1.7),
      (part: Image) => F.adjustGamma(part, 0.6),
      (part: Image) => F.invert(part),
      (part: Image) => F.posterize(part, 3),
      (part: Image) => F.solarize(part, 0.5),
    ])
      for (const move of symmetries) equal(change(move(x)), move(change(x)));
  });

  const size = fc.tuple(edge, edge);
  check("P39: a box is the frame of its picture", [size, units], ([h, w], u) => {
    const r = inside([h, w], u);
    const [x1, y1, x2, y2] = [r.left, r.top, r.left + r.width, r.top + r.height];
    const box = BoundingBoxes.from([[x1, y1, x2, y2]], { format: "XYXY", canvasSize: [h, w] });
    const lit = new Uint8Array(h * w);
    for (let y = y1; y < y2; y++) lit.fill(1, y * w + x1, y * w + x2);
    for (const move of [F.verticalFlip, ...symmetries]) {
      const [mask, moved] = [move(new Mask(lit, [h, w])), move(box)];
      const across = mask.size[1];
      const on = [...mask.data.keys()].filter((i) => mask.data[i] === 1);
      const [xs, ys] = [on.map((i) => i % across), on.map((i) => Math.floor(i / across))];
      const frame = [Math.min(...xs), Math.min(...ys), Math.max(...xs) + 1, Math.max(...ys) + 1];
      assert.deepEqual(moved.canvasSize, mask.size);
      // a turn's sine and cosine miss 0 and 1 by a float32
      for (const [i, value] of frame.entries())
        assert.ok(Math.abs(moved.data[i]! - value) < 1e-4, `${[...moved.data]}: ${frame}`);
    }
  });

  check("P39: boxes of all formats come back", [boundingBoxes()], (boxes) => {
    for (const flip of [F.horizontalFlip, F.verticalFlip]) {
      const twice = flip(flip(boxes)).data;
      for (const [i, value] of boxes.data.entries())
        assert.ok(Math.abs(apart(twice[i]! - value, i, boxes)) < 1e-3, `${[...twice]}`);
    }
  });

  // Flips move centres of pixels; turns move their corners, as in torchvision: one pixel at most.
  check("P40: a key point finds its pixel again", [size, units], ([h, w], u) => {
    const { top, left } = inside([h, w], u);
    const marked = new Float32Array(h * w);
    marked[top * w + left] = 1;
    const image = new Image(marked, { height: h, width: w, channels: 1 });
    const point = KeyPoints.from([[left, top]], { canvasSize: [h, w] });
    for (const [move, slack] of [
      [F.horizontalFlip, 0],
      [F.verticalFlip, 0],
      ...symmetries.map((symmetry) => [symmetry, 1 + 1e-4] as const),
    ] as const) {
      const [moved, at] = [move(image), move(point)];
      const pixel = moved.data.indexOf(1);
      const [x, y] = [pixel % moved.width, Math.floor(pixel / moved.width)];
      assert.deepEqual(at.canvasSize, moved.size);
      assert.ok(Math.abs(at.data[0]! - x) <= slack && Math.abs(at.data[1]! - y) <= slack);
    }
  });
});

// Angles are alike after whole turns.
function apart(difference: number, i: number, { format }: BoundingBoxes): number {
  const isAngle = (format === "XYWHR" || format === "CXCYWHR") && i % 5 === 4;
  return isAngle ? difference - 360 * Math.round(difference / 360) : difference;
}

// The first three of four channels.
function opaque({ data, width, height }: Image): Image {
  const rest = data.filter((_, i) => i % 4 !== 3) as Image["data"];
  return new Image(rest, { width, height, channels: 3 });
}
