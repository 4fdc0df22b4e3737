import { Tensor } from "../tensor/index.ts";
import { checkInteger } from "../util/check.ts";
import { expected } from "../util/errors.ts";
import {
  checkOutputSize,
  checkScale,
  type FeatureMaps,
  featureMaps,
  type OutputSize,
  type Regions,
  regionRows,
} from "./region-rows.ts";

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

/** Samples along one axis: two neighbours each, the weight of the second; -1 where outside. */
interface Axis {
  readonly bins: number;
  /** Samples a bin. */
  readonly grid: number;
  readonly low: Int32Array;
  readonly high: Int32Array;
  readonly weight: Float32Array;
}

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
    alignInto(out, o, maps, rows[i]!, down, across);
  }
  return Tensor.fromData(out, [rows.length / 5, maps.channels, height, width]);
}

interface AxisOptions {
  readonly bins: number;
  readonly limit: number;
  readonly samplingRatio: number;
  readonly aligned: boolean;
}

// Each step rounds to float32, as in torchvision's kernel: sample counts and edges depend on it.
function axisOf(low: number, high: number, options: AxisOptions): Axis {
  const { bins, limit, samplingRatio, aligned } = options;
  const offset = aligned ? 0.5 : 0;
  const start = f(low - offset);
  const length = f(f(high - offset) - start);
  const bin = f((aligned ? length : Math.max(length, 1)) / bins);
  const grid = Math.max(samplingRatio > 0 ? samplingRatio : Math.ceil(bin), 0);
  const axis: Axis = {
    bins,
    grid,
    low: new Int32Array(bins * grid),
    high: new Int32Array(bins * grid),
    weight: new Float32Array(bins * grid),
  };
  for (let p = 0, k = 0; p < bins; p++)
    for (let s = 0; s < grid; s++, k++)
      place(axis, k, f(f(start + f(p * bin)) + f(f((s + 0.5) * bin) / grid)), limit);
  return axis;
}

function place(axis: Axis, k: number, at: number, limit: number): void {
  if (at < -1 || at > limit) {
    axis.low[k] = -1;
    return;
  }
  const inside = Math.max(at, 0);
  const low = Math.min(Math.trunc(inside), limit - 1);
  axis.low[k] = low;
  axis.high[k] = Math.min(low + 1, limit - 1);
  axis.weight[k] = low === limit - 1 ? 0 : f(inside - low);
}

function alignInto(
  out: Float32Array,
  offset: number,
  { data, channels, height, width }: FeatureMaps,
  map: number,
  down: Axis,
  across: Axis,
): void {
  const count = Math.max(down.grid * across.grid, 1);
  for (let c = 0, o = offset; c < channels; c++) {
    const plane = data.subarray((map * channels + c) * height * width);
    for (let p = 0; p < down.bins; p++)
      for (let q = 0; q < across.bins; q++, o++)
        out[o] = binSum(plane, width, down, p * down.grid, across, q * across.grid) / count;
  }
}

// The samples of one bin, which start at `firstRow` and `firstCol` of the two axes.
function binSum(
  plane: Float32Array,
  width: number,
  down: Axis,
  firstRow: number,
  across: Axis,
  firstCol: number,
): number {
  const { low, high, weight } = across;
  let sum = 0;
  for (let r = firstRow; r < firstRow + down.grid; r++) {
    if (down.low[r]! < 0) continue;
    const [upper, lower, wy] = [down.low[r]! * width, down.high[r]! * width, down.weight[r]!];
    for (let c = firstCol; c < firstCol + across.grid; c++) {
      const [left, right, wx] = [low[c]!, high[c]!, weight[c]!];
      if (left < 0) continue;
      const above = (1 - wx) * plane[upper + left]! + wx * plane[upper + right]!;
      const below = (1 - wx) * plane[lower + left]! + wx * plane[lower + right]!;
      sum += (1 - wy) * above + wy * below;
    }
  }
  return sum;
}
