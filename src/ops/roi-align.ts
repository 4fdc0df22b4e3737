import { Tensor } from "../tensor/index.ts";
import { checkInteger } from "../util/check.ts";
import { expected } from "../util/errors.ts";
import {
  checkOutputSize,
  checkScale,
  featureMaps,
  type OutputSize,
  type Regions,
  regionRows,
} from "./region-rows.ts";
import { type AxisTaps, crossTaps, sumTapsInto } from "./region-taps.ts";

/** How regions are sampled. */
export interface RoiAlignOptions {
  /** Features per pixel. Default 1. */
  readonly spatialScale?: number;
  /** Samples along each axis of a bin; -1 takes one a feature. Default -1. */
  readonly samplingRatio?: number;
  /** Shift by half a pixel, so that features lie at pixel centres. Default false, as in torchvision. */
  readonly aligned?: boolean;
}

const f = Math.fround;

/**
 * The mean of bilinear samples in each bin of each region: `[n, c, h, w]` to `[k, c, ...outputSize]`
 * (torchvision's `roi_align`, He et al. 2017). Regions are rows of map, x1, y1, x2, y2, `[k, 5]`, or a
 * list with the boxes of each map. Samples further than one feature outside count as 0.
 * @example const pooled = roiAlign(features, [boxes], 7, { spatialScale: 1 / 16, aligned: true });
 */
export function roiAlign(
  input: Tensor,
  boxes: Regions,
  outputSize: OutputSize,
  { spatialScale = 1, samplingRatio = -1, aligned = false }: RoiAlignOptions = {},
): Tensor {
  const who = "roiAlign";
  const maps = featureMaps(who, input);
  const rows = regionRows(who, boxes, maps.count);
  const [height, width] = checkOutputSize(who, outputSize);
  const scale = f(checkScale(who, spatialScale));
  checkInteger(who, "samplingRatio", samplingRatio, { low: -1 });
  if (typeof aligned !== "boolean")
    throw expected(who, "aligned true or false", aligned, "pass a boolean");
  const axis = (low: number, high: number, bins: number, limit: number) =>
    axisOf(f(low * scale), f(high * scale), { bins, limit, samplingRatio, aligned });
  const perRegion = maps.channels * height * width;
  const out = new Float32Array((rows.length / 5) * perRegion);
  for (let i = 0, o = 0; i < rows.length; i += 5, o += perRegion) {
    const down = axis(rows[i + 2]!, rows[i + 4]!, height, maps.height);
    const across = axis(rows[i + 1]!, rows[i + 3]!, width, maps.width);
    const count = Math.max(down.grid * across.grid, 1);
    const taps = crossTaps(down.bins, across.bins, maps.width);
    sumTapsInto(out, o, taps, maps, rows[i]!, count);
  }
  return Tensor.fromData(out, [rows.length / 5, maps.channels, height, width]);
}

interface AxisOptions {
  readonly bins: number;
  readonly limit: number;
  readonly samplingRatio: number;
  readonly aligned: boolean;
}

interface SampledAxis {
  /** Samples a bin. */
  readonly grid: number;
  readonly bins: readonly AxisTaps[];
}

// Each step rounds to float32, as in torchvision's kernel: sample counts and edges depend on it. The
// samples of a bin form a grid, so its weights are products of those along each axis.
function axisOf(low: number, high: number, options: AxisOptions): SampledAxis {
  const { bins, limit, samplingRatio, aligned } = options;
  const offset = aligned ? 0.5 : 0;
  const start = f(low - offset);
  const length = f(f(high - offset) - start);
  const bin = f((aligned ? length : Math.max(length, 1)) / bins);
  const grid = samplingRatio > 0 ? samplingRatio : Math.max(Math.ceil(bin), 0);
  const sampled = Array.from({ length: bins }, (_, p) => {
    const taps = { indices: [], weights: [] };
    for (let s = 0; s < grid; s++)
      sample(taps, f(f(start + f(p * bin)) + f(f((s + 0.5) * bin) / grid)), limit);
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
