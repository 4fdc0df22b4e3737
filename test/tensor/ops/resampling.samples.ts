import type { ResampleMode, resampling } from "../../../src/tensor/ops/resampling.ts";
import type { Shape } from "../../../src/tensor/shape.ts";
import { addAt, between, build, get, type Numbers, placesOf } from "./arrays.ts";
import type { Sample } from "./op-suite.ts";

interface Case {
  readonly x: Shape;
  readonly mode: ResampleMode;
  readonly size: Shape;
  /** Default: input size by output size. */
  readonly step?: Shape;
}

const modes: readonly ResampleMode[] = ["nearest", "bilinear", "corners", "area"];
const cases: readonly Case[] = [
  ...modes.flatMap((mode): Case[] => [
    { x: [2, 2, 3, 4], mode, size: [6, 8] },
    { x: [1, 2, 5, 7], mode, size: [3, 2] },
    { x: [1, 1, 3, 2], mode, size: [7, 5] },
    { x: [1, 2, 2, 3], mode, size: [2, 3] },
    { x: [1, 1, 1, 4], mode, size: [3, 1] },
    { x: [0, 2, 3, 3], mode, size: [6, 4] },
  ]),
  { x: [1, 2, 4, 5], mode: "bilinear", size: [6, 13], step: [1 / 1.7, 1 / 2.6] },
  { x: [1, 2, 4, 5], mode: "nearest", size: [6, 13], step: [1 / 1.7, 1 / 2.6] },
  { x: [1, 2, 2, 2], mode: "nearest", size: [6, 4] },
];

/** Calls of resampling and of its gradient. */
export const resamplingSamples: Readonly<Record<keyof typeof resampling, readonly Sample[]>> = {
  resample: cases.map((one) => ({
    attrs: attrsOf(one),
    inputs: (rng) => [between(rng, one.x, -1, 1)],
    reference: ([x]) => {
      const out = build([...one.x.slice(0, 2), ...one.size], () => 0);
      for (const { from, to, weight } of links(one)) addAt(out, to, weight * get(x!, from));
      return out;
    },
  })),
  resampleGrad: cases.map((one) => ({
    attrs: { ...attrsOf(one), from: one.x.slice(2) },
    inputs: (rng) => [between(rng, [...one.x.slice(0, 2), ...one.size], -1, 1)],
    reference: ([gy]) => {
      const out: Numbers = build(one.x, () => 0);
      for (const { from, to, weight } of links(one)) addAt(out, from, weight * get(gy!, to));
      return out;
    },
  })),
};

function attrsOf({ x, mode, size, step }: Case) {
  return { mode, size, step: step ?? size.map((length, i) => x[i + 2]! / length) };
}

/** Every pair of an input and an output element that have to do with each other. */
function* links(one: Case): Generator<{ from: number[]; to: number[]; weight: number }> {
  const [n, c, h, w] = one.x as [number, number, number, number];
  const [rows, columns] = [0, 1].map((dim) => weights(one, dim));
  for (const [b, at, i, j, k, l] of placesOf([n, c, ...one.size, h, w])) {
    const weight = rows![i!]![k!]! * columns![j!]![l!]!;
    if (weight !== 0) yield { from: [b!, at!, k!, l!], to: [b!, at!, i!, j!], weight };
  }
}

// One row an output element: how much of each input element it has. Distances and overlaps, by their definitions.
function weights(one: Case, dim: number): number[][] {
  const length = one.x[dim + 2]!;
  const to = one.size[dim]!;
  const step = attrsOf(one).step[dim]!;
  const tent = (place: number, i: number) => {
    const inside = Math.min(Math.max(place, 0), length - 1);
    return Math.max(0, 1 - Math.abs(inside - i));
  };
  const rules: Readonly<Record<ResampleMode, (at: number, i: number) => number>> = {
    nearest: (at, i) => Number(Math.min(Math.floor(at * step + 1e-9), length - 1) === i),
    bilinear: (at, i) => tent((at + 0.5) * step - 0.5, i),
    corners: (at, i) => tent(to === 1 ? 0 : (at * (length - 1)) / (to - 1), i),
    area: (at, i) => Number(i < ((at + 1) * length) / to && i + 1 > (at * length) / to),
  };
  return Array.from({ length: to }, (_, at) => {
    const row = Array.from({ length }, (_, i) => rules[one.mode](at, i));
    const sum = row.reduce((a, b) => a + b, 0);
    return row.map((value) => value / sum);
  });
}
