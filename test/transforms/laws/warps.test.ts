import assert from "node:assert/strict";
import { describe } from "node:test";
import fc from "fast-check";
import { BoundingBoxes, Image, KeyPoints, Mask } from "../../../src/sample/index.ts";
import { Tensor } from "../../../src/tensor/index.ts";
import { masks } from "../../../src/testing/index.ts";
import { functional as F } from "../../../src/transforms/index.ts";
import type { GeometricPart } from "../../../src/transforms/parts.ts";
import { check, edge, inside, picture, unit, units, within } from "../pictures.ts";

type XY = readonly [number, number];
type Corners = readonly [XY, XY, XY, XY];
type Warp = <Part extends GeometricPart>(part: Part, options: F.WarpOptions) => Part;

const kinds = fc.constantFrom("nearest", "bilinear");
const angle = fc.double({ min: -180, max: 180, noNaN: true });
const fill = fc.nat(255);

const cornersOf = ([height, width]: XY): Corners => {
  const [x, y] = [width - 1, height - 1];
  return [[0, 0], [x, 0], [x, y], [0, y]] as const; // biome-ignore format: one line
};

// A field that shifts each pixel by up to `reach` pixels.
function field([height, width]: XY, reach: number): Tensor {
  const data = Float32Array.from({ length: 2 * height * width }, (_, i) => {
    const shift = reach * Math.sin(i * 1.7);
    return (2 * shift) / (i % 2 === 0 ? width : height);
  });
  return Tensor.fromData(data, [1, height, width, 2]);
}

// One of each kind, all of them far from doing nothing.
function warpsOf(size: XY, degrees: number, share: number): readonly Warp[] {
  const [a, b, c, d] = cornersOf(size);
  const lean = (share * Math.min(...size)) / 4;
  const ends: Corners = [[a[0] + lean, a[1]], [b[0], b[1] + lean], c, [d[0], d[1] - lean]];
  const isFlat = Math.min(...size) < 4;
  return [
    (part, how) => F.rotate(part, degrees, how),
    (part, how) => F.rotate(part, degrees, { ...how, expand: true }),
    (part, how) => F.affine(part, degrees, { ...how, translate: [2, -1], scale: 0.7, shear: 12 }),
    (part, how) => (isFlat ? part : F.perspective(part, [a, b, c, d], ends, how)),
    (part, how) => F.elastic(part, field(size, 3 * share), how),
  ];
}

// Slow waves, so that neighbours differ by few levels.
function waves(size: XY, phase: number): Image {
  const [height, width] = size;
  const data = Uint8Array.from({ length: height * width }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    return 128 + 60 * Math.sin(phase + x / 9) * Math.cos(phase + y / 11);
  });
  return new Image(data, { height, width, channels: 1 });
}

// The mean distance of the values at which a mask of ones came back whole.
function meanInside(there: Warp, back: Warp, x: Image): number {
  const how = { interpolation: "bilinear" } as const;
  const ones = new Image(new Uint8Array(x.data.length).fill(255), x);
  const [got, whole] = [x, ones].map((part) => back(there(part, how), how).data);
  let [sum, count] = [0, 0];
  for (const [i, value] of x.data.entries()) {
    if (whole![i] !== 255) continue;
    sum += Math.abs(value - got![i]!);
    count++;
  }
  return count === 0 ? 0 : sum / count;
}

describe("laws of warps", () => {
  check("P7: what moves nothing changes nothing", [picture(), kinds], (x, interpolation) => {
    const corners = cornersOf(x.size);
    const how = { interpolation, fill: 9 };
    const same = [F.rotate(x, 0, how), F.affine(x, 0, how), F.elastic(x, field(x.size, 0), how)];
    if (x.width > 1 && x.height > 1) same.push(F.perspective(x, corners, corners, how));
    for (const [i, got] of same.entries()) {
      const bytes = x.data instanceof Uint8Array;
      // Pillow weighs colours by alpha on the way, and torch's field goes through float32 places.
      const weighed = bytes && x.channels === 4 && interpolation === "bilinear" && i % 2 === 1;
      const pick = (_: number, at: number) => !weighed || at % 4 === 3;
      within(got.data.filter(pick), x.data.filter(pick), bytes ? 0 : 5e-5);
    }
  });

  check(
    "P14: the nearest pixel is one of the picture, or the fill",
    [picture(["bytes"]), angle, unit, fill],
    (x, degrees, share, value) => {
      const mask = new Mask(x.data.slice(0, x.width * x.height) as Uint8Array, x.size);
      for (const warp of warpsOf(x.size, degrees, share)) {
        const known = new Set([...x.data, value]);
        const labels = new Set([...mask.data, value]);
        const how = { interpolation: "nearest", fill: value } as const;
        assert.ok(warp(x, how).data.every((v: number) => known.has(v)));
        assert.ok(warp(mask, how).data.every((v: number) => labels.has(v)));
      }
    },
  );

  check(
    "P16: one value stays one value where the fill is the same",
    [picture(), angle, unit, kinds],
    (x, degrees, share, interpolation) => {
      const bytes = x.data instanceof Uint8Array;
      if (bytes && x.channels === 4) return;
      const value = x.data[0]!;
      const flat = new Image(x.data.map(() => value) as Image["data"], x);
      for (const [i, warp] of warpsOf(x.size, degrees, share).entries()) {
        const { data } = warp(flat, { interpolation, fill: value });
        // torchvision multiplies by the mask of what is inside twice, which leaves at least 3 / 4
        const torch = interpolation === "bilinear" && (!bytes || i === 4);
        const low = torch ? 0.75 * value - (bytes ? 0.5 : 1e-4) : value;
        const slack = torch && !bytes ? 1e-4 : 0;
        assert.ok(data.every((v: number) => v >= low && v <= value + slack));
      }
    },
  );

  const large = fc.tuple(fc.integer({ min: 24, max: 40 }), fc.integer({ min: 24, max: 40 }));
  const phase = fc.double({ min: 0, max: 6, noNaN: true });
  check("P24: turning back gives nearly the picture", [large, phase, angle], (size, start, a) => {
    const x = waves(size, start);
    const turn =
      (by: number): Warp =>
      (part, how) =>
        F.rotate(part, by, how);
    const tilt =
      (by: number): Warp =>
      (part, how) =>
        F.affine(part, by, how);
    assert.ok(meanInside(turn(a), turn(-a), x) <= 3);
    assert.ok(meanInside(tilt(a), tilt(-a), x) <= 3);
  });

  const step = fc.integer({ min: -9, max: 9 });
  check(
    "P25: moved there and back, what stayed inside is as it was",
    [picture(), step, step, kinds],
    (x, dx, dy, interpolation) => {
      const there = F.affine(x, 0, { translate: [dx, dy], interpolation });
      const back = F.affine(there, 0, { translate: [-dx, -dy], interpolation });
      const [left, top] = [Math.max(0, -dx), Math.max(0, -dy)];
      const size = { height: x.height - Math.abs(dy), width: x.width - Math.abs(dx) };
      if (size.height < 1 || size.width < 1) return;
      const kept = [x, back].map((part) => F.crop(part, { top, left, ...size }));
      const bytes = x.data instanceof Uint8Array;
      if (bytes && x.channels === 4 && interpolation === "bilinear") return; // weighed by alpha
      within(kept[1]!.data, kept[0]!.data, bytes ? 0 : 1e-5);
    },
  );

  check(
    "P26: a perspective undone gives nearly the picture",
    [large, phase, units],
    (size, s, u) => {
      const x = waves(size, s);
      const start = cornersOf(size);
      const end = start.map(([cx, cy], i) => {
        const move = u[i]! * 4 * (i % 2 === 0 ? 1 : -1);
        return [cx + move, cy - move] as const;
      }) as unknown as Corners;
      const there: Warp = (part, how) => F.perspective(part, start, end, how);
      const back: Warp = (part, how) => F.perspective(part, end, start, how);
      assert.ok(meanInside(there, back, x) <= 3);
    },
  );

  check(
    "P39: a turned box is the frame of its turned picture",
    [large, units, angle, fc.double({ min: 1, max: 1.5, noNaN: true })],
    ([h, w], u, a, scale) => {
      const r = inside([h, w], u);
      const canvasSize = [h, w] as const;
      const [x1, y1, x2, y2] = [r.left, r.top, r.left + r.width, r.top + r.height];
      const row = { format: "XYXY", canvasSize, clampingMode: null } as const;
      const box = BoundingBoxes.from([[x1, y1, x2, y2]], row);
      const lit = new Uint8Array(h * w);
      for (let y = y1; y < y2; y++) lit.fill(1, y * w + x1, y * w + x2);
      for (const move of [
        <P extends GeometricPart>(part: P): P => F.rotate(part, a, { expand: true }),
        <P extends GeometricPart>(part: P): P => F.affine(part, a, { scale }),
      ]) {
        const [mask, moved] = [move(new Mask(lit, canvasSize)), move(box)];
        const [mh, mw] = mask.size;
        const on = [...mask.data.keys()].filter((i) => mask.data[i] === 1);
        const [xs, ys] = [on.map((i) => i % mw), on.map((i) => Math.floor(i / mw))];
        const frame = [Math.min(...xs), Math.min(...ys), Math.max(...xs) + 1, Math.max(...ys) + 1];
        const [l, t, right, bottom] = moved.data;
        if (l! < 0 || t! < 0 || right! > mw || bottom! > mh || on.length === 0) continue;
        within(moved.data, frame, 1.01);
      }
    },
  );

  // The nearest pixel of floats and labels is found by one rule; bytes go by Pillow's.
  check(
    "P44: labels go where pixels go",
    [masks(), angle, unit, edge, edge],
    (mask, a, s, h, w) => {
      const [height, width] = mask.size;
      const plane = Float32Array.from(mask.data.slice(0, height * width));
      if (plane.length === 0) return;
      const image = new Image(plane, { height, width, channels: 1 });
      const resized: Warp = (part, { interpolation }) => {
        return F.resize(part, [h, w], { interpolation: interpolation! });
      };
      for (const warp of [...warpsOf(mask.size, a, s), resized]) {
        const [labels, pixels] = [mask, image].map((part) =>
          warp(part, { interpolation: "nearest" }),
        );
        const { data, size } = labels as Mask;
        assert.equal(data.constructor, mask.data.constructor);
        assert.deepEqual(size, (pixels as Image).size);
        const first = Array.from(data.subarray(0, size[0] * size[1]));
        assert.deepEqual(first, Array.from((pixels as Image).data));
      }
    },
  );

  check("P40: key points of no move stay", [picture(), units], (x, u) => {
    const point = KeyPoints.from([[u[0] * x.width, u[1] * x.height]], { canvasSize: x.size });
    for (const still of [F.rotate(point, 0), F.affine(point, 0)])
      within(still.data, point.data, 1e-5);
  });
});
