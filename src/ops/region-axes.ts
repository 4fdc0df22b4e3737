import type { AxisTaps } from "./region-taps.ts";

const f = Math.fround;

/** How one axis of a region is sampled. */
export interface AxisOptions {
  readonly bins: number;
  readonly limit: number;
  readonly samplingRatio: number;
  readonly aligned: boolean;
}

/** The samples of one axis, bin after bin. */
export interface SampledAxis {
  /** Samples a bin; negative where a region's edges are exchanged: then there are none. */
  readonly grid: number;
  readonly bins: readonly AxisTaps[];
}

/**
 * Bilinear samples of a region's bins along one axis, from `low` to `high` in features. Each step
 * rounds to float32, as in torchvision's kernels: sample counts and edges depend on it. The samples of
 * a bin form a grid, so its weights are products of those along each axis.
 */
export function sampledAxis(low: number, high: number, options: AxisOptions): SampledAxis {
  const { bins, limit, samplingRatio, aligned } = options;
  const offset = aligned ? 0.5 : 0;
  const start = f(low - offset);
  const length = f(f(high - offset) - start);
  const bin = f((aligned ? length : Math.max(length, 1)) / bins);
  const grid = samplingRatio > 0 ? samplingRatio : Math.ceil(bin);
  const sampled = Array.from({ length: bins }, (_, p) => {
    const taps = { indices: [], weights: [] };
    const base = f(start + f(p * bin));
    // samples that can lie on the map, with one to spare: a region may be far larger than it
    const [from, to] = bin > 0 ? [(-1 - base) / bin, (limit - base) / bin] : [0, 1];
    const first = Math.max(Math.floor(from * grid - 1.5), 0);
    const last = Math.min(Math.ceil(to * grid + 0.5), grid - 1);
    for (let s = first; s <= last; s++) sample(taps, f(base + f(f((s + 0.5) * bin) / grid)), limit);
    return taps;
  });
  return { grid, bins: sampled };
}

// A sample at `at` shares itself between two neighbours; more than one feature outside it is nothing.
function sample(
  { indices, weights }: { indices: number[]; weights: number[] },
  at: number,
  limit: number,
): void {
  if (at < -1 || at > limit) return;
  const inside = Math.max(at, 0);
  const low = Math.min(Math.trunc(inside), limit - 1);
  const share = low === limit - 1 ? 0 : f(inside - low);
  for (const [index, weight] of [
    [low, 1 - share],
    [low + 1, share],
  ] as const) {
    if (weight === 0) continue;
    const known = indices.indexOf(index);
    if (known >= 0) weights[known]! += weight;
    else weights[indices.push(index) - 1] = weight;
  }
}

/** The rule for whole features of a region: how many its last one adds, and where bins must end. */
export interface SpanOptions {
  readonly bins: number;
  /** Features that the last corner adds: 1 where it belongs to the region. */
  readonly inclusive: 0 | 1;
  /** The bins' edges are cut to `[0, limit]`. */
  readonly limit: number;
}

/** The whole features that each bin covers along one axis; corners are rounded, halves away from 0. */
export function spannedAxis(low: number, high: number, options: SpanOptions): AxisTaps[] {
  const { bins, inclusive, limit } = options;
  const start = roundAway(low);
  const length = Math.max(roundAway(high) - start + inclusive, 1);
  const bin = f(f(length) / bins);
  const cut = (value: number) => Math.min(Math.max(value + start, 0), limit);
  return Array.from({ length: bins }, (_, p) => {
    const from = cut(Math.floor(f(p * bin)));
    const to = cut(Math.ceil(f((p + 1) * bin)));
    const indices = Array.from({ length: Math.max(to - from, 0) }, (_, k) => from + k);
    return { indices, weights: indices.map(() => 1) };
  });
}

// C's round.
function roundAway(value: number): number {
  return Math.sign(value) * Math.floor(Math.abs(value) + 0.5);
}
