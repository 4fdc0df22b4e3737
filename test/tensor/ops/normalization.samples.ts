import type { Attrs } from "../../../src/tensor/index.ts";
import type { normalization } from "../../../src/tensor/ops/normalization.ts";
import { type Shape, sizeOf } from "../../../src/tensor/shape.ts";
import type { Rng } from "../../../src/util/rng.ts";
import { between, build, get, type Numbers, placesOf } from "./arrays.ts";
import type { Sample } from "./op-suite.ts";

const eps = 1e-3;
const shapes: readonly Shape[] = [
  [4, 3],
  [2, 3, 4],
  [2, 2, 3, 2],
  [2, 1, 1, 2],
  [1, 2, 2, 2, 2],
  [1, 17, 1, 2],
];

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function moments(values: readonly number[]): readonly [mean: number, variance: number] {
  const center = mean(values);
  return [center, mean(values.map((value) => (value - center) ** 2))];
}

// One number a channel.
function perChannel(x: Numbers, of: (values: readonly number[]) => number): Numbers {
  const places = placesOf(x.shape);
  return build([x.shape[1]!], ([channel]) =>
    of(places.filter((place) => place[1] === channel).map((place) => get(x, place))),
  );
}

function affine(rng: Rng, channels: number): [Numbers, Numbers] {
  return [between(rng, [channels], 0.5, 1.5), between(rng, [channels], -1, 1)];
}

function given([x, weight, bias, center, variance]: readonly Numbers[]): Numbers {
  return build(x!.shape, (place) => {
    const at = [place[1]!];
    const off = get(x!, place) - get(center!, at);
    return (off * get(weight!, at)) / Math.sqrt(get(variance!, at) + eps) + get(bias!, at);
  });
}

// The statistics are x's own, whatever was handed in.
function training([x, weight, bias]: readonly Numbers[]): Numbers {
  const center = perChannel(x!, (values) => moments(values)[0]);
  const variance = perChannel(x!, (values) => moments(values)[1]);
  return given([x!, weight!, bias!, center, variance]);
}

function trainingInputs(x: Numbers, rng: Rng): readonly Numbers[] {
  const center = perChannel(x, (values) => moments(values)[0]);
  const off = build(x.shape, (place) => get(x, place) - get(center, [place[1]!]));
  return [x, ...affine(rng, x.shape[1]!), off, perChannel(x, (values) => moments(values)[1])];
}

// The numbers that are normalized together with the one at `place`.
function row(x: Numbers, place: readonly number[], dims: number): readonly number[] {
  const first = x.shape.length - dims;
  return placesOf(x.shape.slice(first)).map((last) => get(x, [...place.slice(0, first), ...last]));
}

function layer([x, weight, bias]: readonly Numbers[], attrs: Attrs): Numbers {
  const dims = attrs["dims"] as number;
  return build(x!.shape, (place) => {
    const [center, variance] = moments(row(x!, place, dims));
    const at = place.slice(-dims);
    const normal = (get(x!, place) - center) / Math.sqrt(variance + eps);
    return normal * (weight ? get(weight, at) : 1) + (bias ? get(bias, at) : 0);
  });
}

function inverse([x]: readonly Numbers[], attrs: Attrs): Numbers {
  const dims = attrs["dims"] as number;
  const first = x!.shape.length - dims;
  return build(
    x!.shape.map((length, i) => (i < first ? length : 1)),
    (place) => 1 / Math.sqrt(moments(row(x!, place, dims))[1] + eps),
  );
}

// x far from zero: what is left of it after its mean was taken out still has its digits.
const far = (rng: Rng, shape: Shape) => between(rng, shape, 999, 1001);

function layerCase(shape: Shape, dims: number, extra: number): Sample {
  const own = shape.slice(-dims);
  return {
    attrs: { dims, eps },
    inputs: (rng) =>
      [between(rng, shape, -2, 2), between(rng, own, 0.5, 1.5), between(rng, own, -1, 1)].slice(
        0,
        1 + extra,
      ),
    reference: layer,
    second: sizeOf(shape) < 20,
  };
}

const layerCases: readonly [Shape, number][] = [
  [[3, 5], 1],
  [[2, 3, 4], 1],
  [[2, 3, 2], 2],
  [[4], 1],
  [[2, 2], 2],
  [[2, 1, 3, 2], 3],
];

/** Calls of the normalizations. */
export const normalizationSamples: Readonly<Record<keyof typeof normalization, readonly Sample[]>> =
  {
    scaleShift: [...shapes, [0, 2, 3, 3]].map((shape) => ({
      inputs: (rng) => [between(rng, shape, -2, 2), ...affine(rng, shape[1]!)],
      reference: ([x, scale, shift]) =>
        build(shape, (place) => {
          const at = [place[1]!];
          return get(x!, place) * get(scale!, at) + get(shift!, at);
        }),
      second: true,
    })),
    batchNorm: [...shapes, [0, 2, 3, 3]].map((shape) => ({
      attrs: { eps },
      inputs: (rng) => [
        between(rng, shape, -2, 2),
        ...affine(rng, shape[1]!),
        between(rng, [shape[1]!], -1, 1),
        between(rng, [shape[1]!], 0.5, 2),
      ],
      reference: given,
      second: sizeOf(shape) < 30,
    })),
    batchNormTraining: [
      ...shapes.map(
        (shape): Sample => ({
          attrs: { eps },
          inputs: (rng) => trainingInputs(between(rng, shape, -2, 2), rng),
          reference: training,
          second: sizeOf(shape) < 20,
        }),
      ),
      {
        attrs: { eps },
        inputs: (rng) => trainingInputs(far(rng, [3, 2, 2, 2]), rng),
        reference: training,
      },
    ],
    layerNorm: [0, 1, 2].flatMap((extra) =>
      layerCases.map(([shape, dims]) => layerCase(shape, dims, extra)),
    ),
    invStd: layerCases.map(([shape, dims]) => ({
      attrs: { dims, eps },
      inputs: (rng) => [between(rng, shape, -2, 2)],
      reference: inverse,
      second: true,
    })),
  };
