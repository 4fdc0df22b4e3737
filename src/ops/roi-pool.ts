import { Tensor } from "../tensor/index.ts";
import {
  checkOutputSize,
  checkScale,
  type FeatureMaps,
  featureMaps,
  type OutputSize,
  type Regions,
  regionRows,
} from "./region-rows.ts";

/** How regions lie on the maps. */
export interface RoiPoolOptions {
  /** Features per pixel. Default 1. */
  readonly spatialScale?: number;
}

// What a bin covers along one axis: from, to (exclusive), in features.
type Span = readonly [from: Int32Array, to: Int32Array];

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
    const down = spanOf(rows[i + 2]! * scale, rows[i + 4]! * scale, height, maps.height);
    const across = spanOf(rows[i + 1]! * scale, rows[i + 3]! * scale, width, maps.width);
    poolInto(out, o, maps, rows[i]!, down, across);
  }
  return Tensor.fromData(out, [rows.length / 5, maps.channels, height, width]);
}

function spanOf(low: number, high: number, bins: number, limit: number): Span {
  const start = roundAway(Math.fround(low));
  const length = Math.max(roundAway(Math.fround(high)) - start + 1, 1);
  const bin = Math.fround(Math.fround(length) / bins);
  const cut = (value: number) => Math.min(Math.max(value + start, 0), limit);
  const from = Int32Array.from({ length: bins }, (_, p) => cut(Math.floor(Math.fround(p * bin))));
  const to = Int32Array.from({ length: bins }, (_, p) =>
    cut(Math.ceil(Math.fround((p + 1) * bin))),
  );
  return [from, to];
}

// C's round: halves away from zero.
function roundAway(value: number): number {
  return Math.sign(value) * Math.floor(Math.abs(value) + 0.5);
}

function poolInto(
  out: Float32Array,
  offset: number,
  { data, channels, height, width }: FeatureMaps,
  map: number,
  [top, bottom]: Span,
  [left, right]: Span,
): void {
  let o = offset;
  for (let c = 0; c < channels; c++) {
    const plane = (map * channels + c) * height * width;
    for (let p = 0; p < top.length; p++) {
      for (let q = 0; q < left.length; q++, o++) {
        const empty = bottom[p]! <= top[p]! || right[q]! <= left[q]!;
        let best = empty ? 0 : -3.4028234663852886e38; // the smallest float32
        for (let y = top[p]!; y < bottom[p]!; y++)
          for (let x = left[q]!, i = plane + y * width + x; x < right[q]!; x++, i++)
            if (data[i]! > best) best = data[i]!;
        out[o] = best;
      }
    }
  }
}
