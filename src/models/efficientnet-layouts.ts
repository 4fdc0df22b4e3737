import { makeDivisible } from "./blocks/make-divisible.ts";

/** One stage of blocks, scaled to its variant. */
export interface EfficientNetRow {
  /** "fused": one full convolution in the place of the 1x1 and the depthwise one. */
  readonly kind: "mobile" | "fused";
  readonly expand: number;
  readonly kernelSize: number;
  readonly stride: number;
  readonly into: number;
  readonly out: number;
  readonly count: number;
}

type Row = readonly [
  kind: "mobile" | "fused",
  expand: number,
  kernel: number,
  stride: number,
  into: number,
  out: number,
  count: number,
];

/** What one builder scales, and its normalisation. */
export interface Variant {
  readonly rows: readonly Row[];
  /** How many times as wide, and as many blocks, as the rows say. Default 1. */
  readonly scale?: readonly [width: number, depth: number];
  readonly dropout: number;
  /** Channels of the last convolution. Default four times the last stage's. */
  readonly last?: number;
  readonly eps?: number;
  readonly momentum?: number;
}

const base: readonly Row[] = [
  ["mobile", 1, 3, 1, 32, 16, 1],
  ["mobile", 6, 3, 2, 16, 24, 2],
  ["mobile", 6, 5, 2, 24, 40, 2],
  ["mobile", 6, 3, 2, 40, 80, 3],
  ["mobile", 6, 5, 1, 80, 112, 3],
  ["mobile", 6, 5, 2, 112, 192, 4],
  ["mobile", 6, 3, 1, 192, 320, 1],
];
const small: readonly Row[] = [
  ["fused", 1, 3, 1, 24, 24, 2],
  ["fused", 4, 3, 2, 24, 48, 4],
  ["fused", 4, 3, 2, 48, 64, 4],
  ["mobile", 4, 3, 2, 64, 128, 6],
  ["mobile", 6, 3, 1, 128, 160, 9],
  ["mobile", 6, 3, 2, 160, 256, 15],
];
const medium: readonly Row[] = [
  ["fused", 1, 3, 1, 24, 24, 3],
  ["fused", 4, 3, 2, 24, 48, 5],
  ["fused", 4, 3, 2, 48, 80, 5],
  ["mobile", 4, 3, 2, 80, 160, 7],
  ["mobile", 6, 3, 1, 160, 176, 14],
  ["mobile", 6, 3, 2, 176, 304, 18],
  ["mobile", 6, 3, 1, 304, 512, 5],
];
const large: readonly Row[] = [
  ["fused", 1, 3, 1, 32, 32, 4],
  ["fused", 4, 3, 2, 32, 64, 7],
  ["fused", 4, 3, 2, 64, 96, 7],
  ["mobile", 4, 3, 2, 96, 192, 10],
  ["mobile", 6, 3, 1, 192, 224, 19],
  ["mobile", 6, 3, 2, 224, 384, 25],
  ["mobile", 6, 3, 1, 384, 640, 7],
];
const wide = { eps: 0.001, momentum: 0.01 };
const v2 = { last: 1280, eps: 0.001 };

/** Every builder's layout. */
export const variants = {
  b0: { rows: base, scale: [1, 1], dropout: 0.2 },
  b1: { rows: base, scale: [1, 1.1], dropout: 0.2 },
  b2: { rows: base, scale: [1.1, 1.2], dropout: 0.3 },
  b3: { rows: base, scale: [1.2, 1.4], dropout: 0.3 },
  b4: { rows: base, scale: [1.4, 1.8], dropout: 0.4 },
  b5: { rows: base, scale: [1.6, 2.2], dropout: 0.4, ...wide },
  b6: { rows: base, scale: [1.8, 2.6], dropout: 0.5, ...wide },
  b7: { rows: base, scale: [2, 3.1], dropout: 0.5, ...wide },
  v2_s: { rows: small, dropout: 0.2, ...v2 },
  v2_m: { rows: medium, dropout: 0.3, ...v2 },
  v2_l: { rows: large, dropout: 0.4, ...v2 },
} as const satisfies Record<string, Variant>;

/** The stages of a variant: widths to multiples of 8, block counts rounded up. */
export function efficientNetRows({ rows, scale = [1, 1] }: Variant): EfficientNetRow[] {
  const [width, depth] = scale;
  return rows.map(([kind, expand, kernelSize, stride, into, out, count]) => ({
    kind,
    expand,
    kernelSize,
    stride,
    into: makeDivisible(into * width),
    out: makeDivisible(out * width),
    count: Math.ceil(count * depth),
  }));
}
