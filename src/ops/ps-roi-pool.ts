import type { Tensor } from "../tensor/index.ts";
import { positionSensitive } from "./position-sensitive.ts";
import { spannedAxis } from "./region-axes.ts";
import { checkOutputSize, checkScale, type OutputSize, type Regions } from "./region-rows.ts";
import type { RoiPoolOptions } from "./roi-pool.ts";

const f = Math.fround;

/**
 * The mean feature of each bin of each region, each bin from a channel of its own (torchvision's
 * `ps_roi_pool`, R-FCN, Dai et al. 2016): `[n, c * height * width, h, w]` to `[k, c, height, width]`.
 * Corners are rounded to whole features; an empty bin is 0. Regions: see `roiAlign`.
 * @example const pooled = psRoiPool(scoreMaps, [boxes], 7, { spatialScale: 1 / 16 });
 */
export function psRoiPool(
  input: Tensor,
  boxes: Regions,
  outputSize: OutputSize,
  { spatialScale = 1 }: RoiPoolOptions = {},
): Tensor {
  const who = "psRoiPool";
  const scale = f(checkScale(who, spatialScale));
  const [height, width] = checkOutputSize(who, outputSize);
  return positionSensitive(who, input, boxes, outputSize, (row, limits) => {
    // torchvision's kernel ends bins at the last feature, which no bin reads
    const axis = (low: number, high: number, bins: number, limit: number) =>
      spannedAxis(f(low * scale), f(high * scale), { bins, inclusive: 0, limit: limit - 1 });
    const down = axis(row[2]!, row[4]!, height, limits[0]);
    const across = axis(row[1]!, row[3]!, width, limits[1]);
    const area = (p: number, q: number) => down[p]!.indices.length * across[q]!.indices.length;
    return { down, across, count: (p, q) => Math.max(area(p, q), 1) };
  });
}
