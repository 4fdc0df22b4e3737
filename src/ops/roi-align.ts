import { Tensor } from "../tensor/index.ts";
import { checkInteger } from "../util/check.ts";
import { expected } from "../util/errors.ts";
import { sampledAxis } from "./region-axes.ts";
import {
  checkOutputSize,
  checkScale,
  featureMaps,
  type OutputSize,
  type Regions,
  regionRows,
} from "./region-rows.ts";
import { crossTaps, sumTapsInto } from "./region-taps.ts";

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
    sampledAxis(f(low * scale), f(high * scale), { bins, limit, samplingRatio, aligned });
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
