import { type BlurPlan, blurSimd, mirror } from "./gaussian-simd.ts";
import { padIndices } from "./indices.ts";

/** Width, height and values side by side; a single plane has one channel. */
export interface BlurLayout {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** The weights of a Gaussian at -r..r for an odd `size` of 2r + 1: exp(-d^2 / (2 sigma^2)), with sum 1. */
export function gaussianWeights(size: number, sigma: number): Float64Array {
  const middle = (size - 1) / 2;
  const weights = new Float64Array(size);
  let sum = 0;
  for (let i = 0; i < size; i++) {
    weights[i] = Math.exp(-0.5 * ((i - middle) / sigma) ** 2);
    sum += weights[i]!;
  }
  return weights.map((weight) => weight / sum);
}

/**
 * Each value replaced by the weighted sum of its neighbours, `down` along columns and `across` along
 * rows; both lists are odd in length and the same from both ends. Edges are mirrored without the edge
 * pixel, as often as the weights reach.
 */
export function blurFloats(
  src: Float32Array,
  layout: BlurLayout,
  down: Float64Array,
  across: Float64Array,
): Float32Array {
  const plan = blurPlan(layout, down, across);
  return blurSimd(src, layout, plan) ?? plain(src, layout, plan);
}

/** The weights with the places of mirrored neighbours. */
export function blurPlan(
  { height, width, channels }: BlurLayout,
  down: Float64Array,
  across: Float64Array,
): BlurPlan {
  const reach = (down.length - 1) / 2;
  const rows = padIndices(height, reach, reach, "reflect");
  return { down, across, rows, border: mirrored(width, (across.length - 1) / 2, channels) };
}

/** The same without SIMD. */
export function plain(
  src: Float32Array,
  { width, height, channels }: BlurLayout,
  { down, across, rows, border }: BlurPlan,
): Float32Array {
  const out = new Float32Array(src.length);
  const stride = width * channels;
  const start = border.length / 2;
  // A row with its borders stays in the cache between the two passes.
  const line = new Float64Array(stride + 2 * start);
  for (let y = 0; y < height; y++) {
    sumRows(line, start, src, rows, y + (down.length - 1) / 2, stride, down);
    mirror(line, border);
    sumNeighbours(out, y * stride, line, stride, channels, across);
  }
  return out;
}

// Where in a line the values of its left border are, then those of its right border.
function mirrored(width: number, reach: number, channels: number): Int32Array {
  const cols = padIndices(width, reach, reach, "reflect");
  const border = new Int32Array(2 * reach * channels);
  for (let i = 0; i < border.length; i++) {
    const pixel = Math.floor(i / channels);
    const col = cols[pixel < reach ? pixel : pixel + width]!;
    border[i] = (reach + col) * channels + (i % channels);
  }
  return border;
}

// line[start + x] = sum of down[k] * src[rows[centre - r + k], x]; equal weights share a product
function sumRows(
  line: Float64Array,
  start: number,
  src: Float32Array,
  rows: Int32Array,
  centre: number,
  stride: number,
  down: Float64Array,
): void {
  const reach = (down.length - 1) / 2;
  const end = start + stride;
  const weight = down[reach]!;
  for (let o = start, s = rows[centre]! * stride; o < end; o++, s++) line[o] = weight * src[s]!;
  let k = 1;
  for (; k < reach; k += 2) {
    const [near, far] = [down[reach + k]!, down[reach + k + 1]!];
    let [a, b] = [rows[centre - k]! * stride, rows[centre + k]! * stride];
    let [c, d] = [rows[centre - k - 1]! * stride, rows[centre + k + 1]! * stride];
    for (let o = start; o < end; o++)
      line[o] = line[o]! + near * (src[a++]! + src[b++]!) + far * (src[c++]! + src[d++]!);
  }
  if (k > reach) return;
  const last = down[reach + k]!;
  let [a, b] = [rows[centre - k]! * stride, rows[centre + k]! * stride];
  for (let o = start; o < end; o++) line[o] = line[o]! + last * (src[a++]! + src[b++]!);
}

// out[x] = sum of across[k] * line[x + k], in steps of a pixel
function sumNeighbours(
  out: Float32Array,
  at: number,
  line: Float64Array,
  stride: number,
  channels: number,
  across: Float64Array,
): void {
  const reach = (across.length - 1) / 2;
  const start = reach * channels;
  const weight = across[reach]!;
  if (reach === 0) {
    for (let x = 0; x < stride; x++) out[at + x] = weight * line[x]!;
    return;
  }
  const near = across[reach + 1]!;
  for (let x = 0; x < stride; x++) {
    let left = start + x - channels;
    let right = start + x + channels;
    let sum = weight * line[start + x]! + near * (line[left]! + line[right]!);
    for (let k = reach + 2; k < across.length; k++) {
      left -= channels;
      right += channels;
      sum += across[k]! * (line[left]! + line[right]!);
    }
    out[at + x] = sum;
  }
}
