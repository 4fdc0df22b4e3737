import { Tensor } from "../tensor/index.ts";
import { spannedAxis } from "./region-axes.ts";
import {
  checkOutputSize,
  checkScale,
  featureMaps,
  type OutputSize,
  type Regions,
  regionRows,
} from "./region-rows.ts";
import { crossTaps, maxTapsInto } from "./region-taps.ts";

const f = Math.fround;

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
  const scale = f(checkScale(who, spatialScale));
  const axis = (low: number, high: number, bins: number, limit: number) =>
    spannedAxis(f(low * scale), f(high * scale), { bins, inclusive: 1, limit });
  const perRegion = maps.channels * height * width;
  const out = new Float32Array((rows.length / 5) * perRegion);
  for (let i = 0, o = 0; i < rows.length; i += 5, o += perRegion) {
    const down = axis(rows[i + 2]!, rows[i + 4]!, height, maps.height);
    const across = axis(rows[i + 1]!, rows[i + 3]!, width, maps.width);
    maxTapsInto(out, o, crossTaps(down, across, maps.width), maps, rows[i]!);
  }
  return Tensor.fromData(out, [rows.length / 5, maps.channels, height, width]);
}
