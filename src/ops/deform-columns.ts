/** One axis of a convolution. */
export interface ConvAxis {
  readonly size: number;
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
  readonly dilation: number;
}

/** The places that a convolution has along an axis; below 1 where the kernel does not fit. */
export function placesAlong({ size, kernel, stride, padding, dilation }: ConvAxis): number {
  return Math.floor((size + 2 * padding - dilation * (kernel - 1) - 1) / stride) + 1;
}

/** One image `[channels, height, width]` with its offsets and mask, as flat arrays. */
export interface Deformed {
  readonly image: Float32Array;
  readonly channels: number;
  /** `[2 * groups * kh * kw, oh * ow]`: y and x of each tap, tap after tap. */
  readonly offset: Float32Array;
  /** `[groups * kh * kw, oh * ow]`, or `null` for ones. */
  readonly mask: Float32Array | null;
  /** Sets of offsets; each is for `channels / groups` channels. */
  readonly groups: number;
}

/**
 * The samples that the kernel's taps see: `columns[(c * kh + i) * kw + j, place]`, each taken between
 * features where its offset puts it, times its mask.
 */
export function columnsInto(
  columns: Float32Array,
  { image, channels, offset, mask, groups }: Deformed,
  down: ConvAxis,
  across: ConvAxis,
): void {
  const [rows, cols] = [placesAlong(down), placesAlong(across)];
  const places = rows * cols;
  const [height, width] = [down.size, across.size];
  const taps = down.kernel * across.kernel;
  for (let c = 0, o = 0; c < channels; c++) {
    const plane = image.subarray(c * height * width, (c + 1) * height * width);
    const group = Math.floor((c * groups) / channels);
    for (let tap = 0; tap < taps; tap++) {
      const at = (group * taps + tap) * places;
      const y0 = Math.floor(tap / across.kernel) * down.dilation - down.padding;
      const x0 = (tap % across.kernel) * across.dilation - across.padding;
      for (let p = 0; p < places; p++, o++) {
        const y = y0 + Math.floor(p / cols) * down.stride + offset[2 * at + p]!;
        const x = x0 + (p % cols) * across.stride + offset[2 * at + places + p]!;
        const weight = mask === null ? 1 : mask[at + p]!;
        columns[o] = weight * bilinear(plane, height, width, y, x);
      }
    }
  }
}

/** The value of a plane between its features; zero outside, to which the border fades. */
export function bilinear(
  plane: Float32Array,
  height: number,
  width: number,
  y: number,
  x: number,
): number {
  if (!(y > -1 && y < height && x > -1 && x < width)) return 0;
  const top = Math.floor(y);
  const left = Math.floor(x);
  const wy = y - top;
  const wx = x - left;
  const at = top * width + left;
  const [above, below] = [top >= 0, top + 1 < height];
  const [before, after] = [left >= 0, left + 1 < width];
  let sum = 0;
  if (above && before) sum += (1 - wy) * (1 - wx) * plane[at]!;
  if (above && after) sum += (1 - wy) * wx * plane[at + 1]!;
  if (below && before) sum += wy * (1 - wx) * plane[at + width]!;
  if (below && after) sum += wy * wx * plane[at + width + 1]!;
  return sum;
}
