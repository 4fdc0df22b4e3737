import type { Tensor } from "../tensor/index.ts";
import { checkInteger } from "../util/check.ts";
import { positionSensitive } from "./position-sensitive.ts";
import { sampledAxis } from "./region-axes.ts";
import { checkOutputSize, checkScale, type OutputSize, type Regions } from "./region-rows.ts";
import type { RoiAlignOptions } from "./roi-align.ts";

const f = Math.fround;

/**
 * The mean of bilinear samples in each bin of each region, each bin from a channel of its own
 * (torchvision's `ps_roi_align`, Light-Head R-CNN, Li et al. 2017): `[n, c * height * width, h, w]`
 * to `[k, c, height, width]`. Regions and samples: see `roiAlign` with `aligned`.
 * @example const pooled = psRoiAlign(scoreMaps, [boxes], 7, { spatialScale: 1 / 16 });
 */
export function psRoiAlign(
  input: Tensor,
  boxes: Regions,
  outputSize: OutputSize,
  { spatialScale = 1, samplingRatio = -1 }: Omit<RoiAlignOptions, "aligned"> = {},
): Tensor {
  const who = "psRoiAlign";
  const scale = f(checkScale(who, spatialScale));
  checkInteger(who, "samplingRatio", samplingRatio, { low: -1 });
  const [height, width] = checkOutputSize(who, outputSize);
  return positionSensitive(who, input, boxes, outputSize, (row, limits) => {
    const axis = (low: number, high: number, bins: number, limit: number) =>
      sampledAxis(f(low * scale), f(high * scale), { bins, limit, samplingRatio, aligned: true });
    const down = axis(row[2]!, row[4]!, height, limits[0]);
    const across = axis(row[1]!, row[3]!, width, limits[1]);
    return { down: down.bins, across: across.bins, count: () => down.grid * across.grid };
  });
}
