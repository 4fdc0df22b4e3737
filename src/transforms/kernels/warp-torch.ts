import type { Size } from "../../sample/index.ts";
import { allocateLike, type Layout, type Pixels } from "./gather.ts";
import type { Places } from "./places.ts";

// Adding and taking away 3 * 2^51 leaves no place for a fraction: rounds halves to even.
const round = (value: number): number => value + 6755399441055744 - 6755399441055744;

/**
 * torch's `grid_sample`, mode "nearest": the pixel whose centre is nearest, halves to even; outside
 * the image `fill` holds a value for each channel.
 */
export function warpTorchNearest<T extends Pixels>(
  src: T,
  layout: Layout,
  places: Places,
  [height, width]: Size,
  fill: readonly number[],
): T {
  const { planes, channels, height: h, width: w } = layout;
  const out = allocateLike(src, planes * height * width * channels);
  const [xs, ys] = [new Float64Array(width), new Float64Array(width)];
  for (let y = 0; y < height; y++) {
    places(y, xs, ys);
    for (let x = 0; x < width; x++) {
      const px = round(xs[x]!);
      const py = round(ys[x]!);
      const inside = px >= 0 && px < w && py >= 0 && py < h;
      for (let p = 0; p < planes; p++) {
        const o = ((p * height + y) * width + x) * channels;
        const s = inside ? ((p * h + py) * w + px) * channels : 0;
        for (let c = 0; c < channels; c++) out[o + c] = inside ? src[s + c]! : fill[c]!;
      }
    }
  }
  return out;
}

const f = Math.fround;

/**
 * torch's `grid_sample`, mode "bilinear", zeros outside: four weighted pixels summed in float32 by
 * fused steps; bytes are rounded, halves to even. With `fill` the share of the weights that lay outside
 * is filled as torchvision does, by a channel of ones that is warped too: `value * share + (1 - share)
 * * fill`.
 */
export function warpTorchBilinear<T extends Float32Array | Uint8Array>(
  src: T,
  layout: Layout,
  places: Places,
  [height, width]: Size,
  fill: readonly number[] | null,
): T {
  const { channels } = layout;
  const values = new Float32Array(height * width * channels);
  const [xs, ys] = [new Float64Array(width), new Float64Array(width)];
  for (let y = 0, o = 0; y < height; y++) {
    places(y, xs, ys);
    for (let x = 0; x < width; x++, o += channels)
      warpPixel(src, layout, xs[x]!, ys[x]!, fill, values, o);
  }
  if (src instanceof Float32Array) return values as unknown as T;
  const out = allocateLike(src, values.length);
  for (let i = 0; i < out.length; i++) out[i] = round(values[i]!);
  return out;
}

function warpPixel(
  src: Float32Array | Uint8Array,
  { channels, height: h, width: w }: Layout,
  px: number,
  py: number,
  fill: readonly number[] | null,
  out: Float32Array,
  o: number,
): void {
  const x0 = Math.floor(px);
  const y0 = Math.floor(py);
  if (!(x0 >= -1 && x0 < w && y0 >= -1 && y0 < h)) {
    if (fill !== null) for (let c = 0; c < channels; c++) out[o + c] = fill[c]!;
    return;
  }
  const east = f(px - x0);
  const south = f(py - y0);
  const west = x0 < 0 ? 0 : f(1 - east);
  const north = y0 < 0 ? 0 : f(1 - south);
  const xIn = x0 + 1 < w;
  const yIn = y0 + 1 < h;
  // Pixels outside weigh nothing; reading the edge in their place keeps the indices valid.
  const nw = f(north * west);
  const ne = xIn ? f(north * east) : 0;
  const sw = yIn ? f(south * west) : 0;
  const se = xIn && yIn ? f(south * east) : 0;
  const at = ((y0 < 0 ? 0 : y0 * w) + (x0 < 0 ? 0 : x0)) * channels;
  const right = x0 >= 0 && xIn ? channels : 0;
  const down = y0 >= 0 && yIn ? w * channels : 0;
  const share = fill === null ? 1 : f(se + f(sw + f(ne + nw)));
  for (let c = 0; c < channels; c++) {
    const sum = mix(src, at + c, right, down, nw, ne, sw, se);
    out[o + c] = fill === null ? sum : f(sum * share) + f(f(1 - share) * fill[c]!);
  }
}

// Four values by their weights; only the first product is rounded before it is added.
function mix(
  src: Float32Array | Uint8Array,
  at: number,
  right: number,
  down: number,
  nw: number,
  ne: number,
  sw: number,
  se: number,
): number {
  let sum = f(src[at]! * nw);
  sum = f(src[at + right]! * ne + sum);
  sum = f(src[at + down]! * sw + sum);
  return f(src[at + right + down]! * se + sum);
}
