import type { FeatureMaps } from "./region-rows.ts";

/** The features that each bin of a region looks at, bin after bin: where in a plane, and how much. */
export interface Taps {
  /** Where the taps of bin `b` start; one more number ends the last. */
  readonly starts: Int32Array;
  /** `y * width + x`. */
  readonly offsets: Int32Array;
  readonly weights: Float64Array;
}

/** One bin along one axis: indices and their weights. */
export interface AxisTaps {
  readonly indices: readonly number[];
  readonly weights: readonly number[];
}

/** The taps of all bins: rows with columns, weights multiplied. */
export function crossTaps(
  down: readonly AxisTaps[],
  across: readonly AxisTaps[],
  width: number,
): Taps {
  const count = (axis: readonly AxisTaps[]) =>
    axis.reduce((n, { indices }) => n + indices.length, 0);
  const total = count(down) * count(across);
  const starts = new Int32Array(down.length * across.length + 1);
  const offsets = new Int32Array(total);
  const weights = new Float64Array(total);
  let [t, bin] = [0, 0];
  for (const rows of down) {
    for (const cols of across) {
      for (let r = 0; r < rows.indices.length; r++) {
        for (let c = 0; c < cols.indices.length; c++, t++) {
          offsets[t] = rows.indices[r]! * width + cols.indices[c]!;
          weights[t] = rows.weights[r]! * cols.weights[c]!;
        }
      }
      starts[++bin] = t;
    }
  }
  return { starts, offsets, weights };
}

/** `out[o + c * bins + b]` = the weighted sum of bin b's taps in plane c, over `count`. */
export function sumTapsInto(
  out: Float32Array,
  o: number,
  { starts, offsets, weights }: Taps,
  { data, channels, height, width }: FeatureMaps,
  map: number,
  count: number,
): void {
  const bins = starts.length - 1;
  const size = height * width;
  // Four planes at a time read offsets and weights once; beyond the last plane it is done again.
  const plane = (c: number) => Math.min(c, channels - 1);
  for (let c = 0; c < channels; c += 4) {
    const [c1, c2, c3] = [plane(c + 1), plane(c + 2), plane(c + 3)];
    const p0 = (map * channels + c) * size;
    const [d1, d2, d3] = [(c1 - c) * size, (c2 - c) * size, (c3 - c) * size];
    for (let b = 0; b < bins; b++) {
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      const end = starts[b + 1]!;
      for (let t = starts[b]!; t < end; t++) {
        const at = p0 + offsets[t]!;
        const weight = weights[t]!;
        s0 += weight * data[at]!;
        s1 += weight * data[at + d1]!;
        s2 += weight * data[at + d2]!;
        s3 += weight * data[at + d3]!;
      }
      out[o + c * bins + b] = s0 / count;
      out[o + c1 * bins + b] = s1 / count;
      out[o + c2 * bins + b] = s2 / count;
      out[o + c3 * bins + b] = s3 / count;
    }
  }
}

/** `out[o + c * bins + b]` = the largest of bin b's taps in plane c, 0 of none; NaN is never larger. */
export function maxTapsInto(
  out: Float32Array,
  o: number,
  { starts, offsets }: Taps,
  { data, channels, height, width }: FeatureMaps,
  map: number,
): void {
  const bins = starts.length - 1;
  for (let c = 0, at = o; c < channels; c++) {
    const plane = (map * channels + c) * height * width;
    for (let b = 0; b < bins; b++, at++) {
      const end = starts[b + 1]!;
      let t = starts[b]!;
      let best = t < end ? -3.4028234663852886e38 : 0; // the smallest float32
      for (; t < end; t++) {
        const value = data[plane + offsets[t]!]!;
        if (value > best) best = value;
      }
      out[at] = best;
    }
  }
}
