import { Tensor } from "../tensor/index.ts";
import {
  checkOutputSize,
  checkScale,
  featureMaps,
  type OutputSize,
  type Regions,
  regionRows,
} from "./region-rows.ts";
import { type AxisTaps, crossTaps, maxTapsInto } from "./region-taps.ts";

/** How regions lie on the maps. */
export interface RoiPoolOptions {
  /** Features per pixel. Default 1. */
  readonly spatialScale?: number;
}

/**
 * The largest feature of each bin of each region: `[n, c, h, w]` to `[k, c, ...outputSize]`
 * (torchvision's `roi_pool`, Girshick 2015). Corners are rounded to whole features, the last one
 * belongs to the region; an empty bin is 0. Regions: see `roiAlign`.
 * @example const pooled = roiPool(features, [boxes], 7, { spatialScale: 1 / 16 });
 */
export function roiPool(
  input: Tensor,
  boxes: Regions,
  outputSize: OutputSize,
  { spatialScale = 1 }: RoiPoolOptions = {},
): Tensor {
  const who = "roiPool";
  const maps = featureMaps(who, input);
  const rows = regionRows(who, boxes, maps.count);
  const [height, width] = checkOutputSize(who, outputSize);
  const scale = Math.fround(checkScale(who, spatialScale));
  const perRegion = maps.channels * height * width;
  const out = new Float32Array((rows.length / 5) * perRegion);
  for (let i = 0, o = 0; i < rows.length; i += 5, o += perRegion) {
    const down = spans(rows[i + 2]! * scale, rows[i + 4]! * scale, height, maps.height);
    const across = spans(rows[i + 1]! * scale, rows[i + 3]! * scale, width, maps.width);
    maxTapsInto(out, o, crossTaps(down, across, maps.width), maps, rows[i]!);
  }
  return Tensor.fromData(out, [rows.length / 5, maps.channels, height, width]);
}

// The features that each bin covers along one axis.
function spans(low: number, high: number, bins: number, limit: number): AxisTaps[] {
  const start = roundAway(Math.fround(low));
  const length = Math.max(roundAway(Math.fround(high)) - start + 1, 1);
  const bin = Math.fround(Math.fround(length) / bins);
  const cut = (value: number) => Math.min(Math.max(value + start, 0), limit);
  return Array.from({ length: bins }, (_, p) => {
    const from = cut(Math.floor(Math.fround(p * bin)));
    const to = cut(Math.ceil(Math.fround((p + 1) * bin)));
    const indices = Array.from({ length: Math.max(to - from, 0) }, (_, k) => from + k);
    return { indices, weights: indices.map(() => 1) };
  });
}

// C's round: halves away from zero.
function roundAway(value: number): number {
  return Math.sign(value) * Math.floor(Math.abs(value) + 0.5);
}
