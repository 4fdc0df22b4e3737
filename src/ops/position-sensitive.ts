import { Tensor } from "../tensor/index.ts";
import { expected } from "../util/errors.ts";
import {
  checkOutputSize,
  featureMaps,
  type OutputSize,
  type Regions,
  regionRows,
} from "./region-rows.ts";
import { type AxisTaps, crossTaps } from "./region-taps.ts";

/** Bins of one region: where they look along each axis, and how the sum of a bin becomes a mean. */
export interface RegionBins {
  readonly down: readonly AxisTaps[];
  readonly across: readonly AxisTaps[];
  /** What the sum of bin (p, q) is divided by. */
  readonly count: (p: number, q: number) => number;
}

/**
 * Position-sensitive pooling: bin (p, q) of output channel c reads input channel
 * `(c * height + p) * width + q` alone. `[n, c * height * width, h, w]` to `[k, c, height, width]`.
 */
export function positionSensitive(
  who: string,
  input: Tensor,
  boxes: Regions,
  outputSize: OutputSize,
  binsOf: (row: Float32Array, limits: readonly [number, number]) => RegionBins,
): Tensor {
  const maps = featureMaps(who, input);
  const rows = regionRows(who, boxes, maps.count);
  const [height, width] = checkOutputSize(who, outputSize);
  const bins = height * width;
  if (maps.channels % bins !== 0) {
    const hint = "check outputSize, or the layer before";
    throw expected(who, `channels divisible by ${height} * ${width}`, maps.channels, hint);
  }
  const out = new Float32Array((rows.length / 5) * maps.channels);
  const size = maps.height * maps.width;
  for (let i = 0, o = 0; i < rows.length; i += 5) {
    const { down, across, count } = binsOf(rows.subarray(i, i + 5), [maps.height, maps.width]);
    const { starts, offsets, weights } = crossTaps(down, across, maps.width);
    for (let c = 0; c < maps.channels; c++, o++) {
      const bin = c % bins;
      const plane = (rows[i]! * maps.channels + c) * size;
      let sum = 0;
      for (let t = starts[bin]!; t < starts[bin + 1]!; t++)
        sum += weights[t]! * maps.data[plane + offsets[t]!]!;
      out[o] = sum / count(Math.floor(bin / width), bin % width);
    }
  }
  return Tensor.fromData(out, [rows.length / 5, maps.channels / bins, height, width]);
}
