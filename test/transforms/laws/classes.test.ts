import assert from "node:assert/strict";
import { describe } from "node:test";
import fc from "fast-check";
import type { Image } from "../../../src/sample/index.ts";
import { spelled } from "../../../src/testing/index.ts";
import * as T from "../../../src/transforms/index.ts";
import { Rng } from "../../../src/util/rng.ts";
import { drawsOf } from "../draws.ts";
import { check, edge, picture, units } from "../pictures.ts";

const { functional: F } = T;
type Pair = readonly [T.Transform, (x: Image) => unknown];

/** Classes whose parameters leave no choice, and what they must do. */
const pairsOf = (u: readonly number[], h: number, w: number): readonly Pair[] => {
  // draws are float32, which holds these factors and angles whole
  const [a, b] = [Math.round(128 * u[0]!) / 64, Math.round(360 * u[1]!) - 180];
  const how = { interpolation: "bilinear", fill: 3 } as const;
  const still = { translate: [0, 0], shear: [7, 7] } as const;
  const moved = { translate: [0, 0], shear: [7, 0], scale: 0.5 + a } as const;
  const always = { p: 1 };
  return [
    [new T.CenterCrop([h, w]), (x) => F.centerCrop(x, [h, w])],
    [new T.ColorJitter({ brightness: [a, a] }), (x) => F.adjustBrightness(x, a)],
    [new T.ColorJitter({ contrast: [a, a] }), (x) => F.adjustContrast(x, a)],
    [new T.ColorJitter({ saturation: [a, a] }), (x) => F.adjustSaturation(x, a)],
    [new T.ColorJitter({ hue: [0.25, 0.25] }), (x) => F.adjustHue(x, 0.25)],
    [
      new T.GaussianBlur([3, 5], { sigma: [1 + a, 1 + a] }),
      (x) => F.gaussianBlur(x, [3, 5], { sigma: 1 + a }),
    ],
    [new T.Grayscale(), (x) => F.rgbToGrayscale(x)],
    [new T.Pad([1, 2], { fill: 3 }), (x) => F.pad(x, [1, 2], { fill: 3 })],
    [new T.RandomAdjustSharpness(a, always), (x) => F.adjustSharpness(x, a)],
    [
      new T.RandomAffine([b, b], { ...still, scale: [0.5 + a, 0.5 + a], ...how }),
      (x) => F.affine(x, b, { ...moved, ...how }),
    ],
    [new T.RandomAutocontrast(always), (x) => F.autocontrast(x)],
    [new T.RandomEqualize(always), (x) => F.equalize(x)],
    [
      new T.RandomGrayscale(always),
      (x) => F.rgbToGrayscale(x, { numOutputChannels: x.channels as 1 | 3 }),
    ],
    [new T.RandomHorizontalFlip(always), (x) => F.horizontalFlip(x)],
    [new T.RandomInvert(always), (x) => F.invert(x)],
    [new T.RandomPosterize(3, always), (x) => F.posterize(x, 3)],
    [new T.RandomResize(h, h + 1), (x) => F.resize(x, h)],
    [
      new T.RandomRotation([b, b], { expand: true, ...how }),
      (x) => F.rotate(x, b, { expand: true, ...how }),
    ],
    [new T.RandomSolarize(u[2]!, always), (x) => F.solarize(x, u[2]!)],
    [new T.RandomVerticalFlip(always), (x) => F.verticalFlip(x)],
    [new T.RandomZoomOut({ p: 1, sideRange: [1, 1], fill: 3 }), (x) => x],
    [
      new T.Resize([h, w], { interpolation: "bicubic" }),
      (x) => F.resize(x, [h, w], { interpolation: "bicubic" }),
    ],
    [new T.RGB(), (x) => F.grayscaleToRgb(x)],
    [new T.FiveCrop(1), (x) => F.fiveCrop(x, 1)],
    [new T.TenCrop(1), (x) => F.tenCrop(x, 1)],
    [new T.ToDtype("float32", { scale: true }), (x) => F.toDtype(x, "float32", { scale: true })],
    [new T.ToPureTensor(), (x) => F.toPureTensor(x)],
    [new T.ToTensor(), (x) => F.toTensor(x)],
  ];
};

describe("laws of classes", () => {
  const opaque = picture().filter(({ channels }) => channels !== 4);
  check(
    "P60: a class that has no choice is its functional",
    [opaque, units, edge, edge, fc.nat()],
    (x, u, h, w, seed) => {
      for (const [transform, functional] of pairsOf(u, h, w)) {
        const got: unknown = transform.apply(x, new Rng(seed));
        assert.deepEqual(spelled(got), spelled(functional(x)), transform.name);
      }
    },
  );

  check(
    "P60: a class is the functional of what it draws",
    [opaque, edge, edge, fc.nat()],
    (x, h, w, seed) => {
      const drawn = <Params>(transform: T.Transform) =>
        drawsOf(transform, new Rng(seed), x.size) as Params;
      const zoom = new T.RandomResizedCrop([h, w]);
      const cut = drawn<T.functional.Rectangle>(zoom);
      const crop = new T.RandomCrop([h, w], { padIfNeeded: true, fill: 5 });
      type Placed = { border: [number, number, number, number]; rectangle: T.functional.Rectangle };
      const { border, rectangle } = drawn<Placed>(crop);
      const lean = new T.RandomPerspective({ p: 1 });
      type Map = NonNullable<T.functional.PerspectiveOptions["coefficients"]>;
      const coefficients = drawn<Map | null>(lean);
      const leant = (part: Image) =>
        coefficients === null ? part : F.perspective(part, null, null, { coefficients, fill: 0 });
      const jpeg = new T.JPEG([20, 90]);
      const elastic = new T.ElasticTransform({ sigma: 1 });
      const pairs: Pair[] = [
        [zoom, (part) => F.resizedCrop(part, cut, [h, w])],
        [crop, (part) => F.crop(F.pad(part, border, { fill: 5 }), rectangle)],
        [elastic, (part) => F.elastic(part, drawn(elastic), { fill: 0 })],
        [lean, leant],
      ];
      if (x.data instanceof Uint8Array) pairs.push([jpeg, (part) => F.jpeg(part, drawn(jpeg))]);
      for (const [transform, functional] of pairs) {
        const got: unknown = transform.apply(x, new Rng(seed));
        assert.deepEqual(spelled(got), spelled(functional(x)), transform.name);
      }
    },
  );
});
