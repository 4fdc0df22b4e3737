import type { BlockPlane } from "./jpeg-blocks.ts";
import { planeFor } from "./jpeg-color.ts";

/** Repeats the last of `width` columns and the last of `height` rows up to the plane's edges, in place. */
export function extendEdges(plane: BlockPlane, width: number, height: number): void {
  const { data, width: stride } = plane;
  for (let row = 0; row < height * stride; row += stride)
    data.fill(data[row + width - 1]!, row + width, row + stride);
  const last = (height - 1) * stride;
  for (let row = height; row < plane.height; row++)
    data.copyWithin(row * stride, last, last + stride);
}

/**
 * The means of 2 x 2 values of a plane with even edges, in blocks: remainders are dropped and kept in
 * turns along a row, as libjpeg does, so that no bias remains. The plane's edges must be extended; of
 * its rows the first `height` count, those after them repeat their last means.
 */
export function halve({ data, width }: BlockPlane, height: number): BlockPlane {
  const tall = Math.ceil(height / 2);
  const out = planeFor(width / 2, tall, 8);
  for (let y = 0, o = 0; y < tall; y++) {
    let s = 2 * y * width;
    for (let x = 0; x < out.width; x++, s += 2, o++) {
      const sum = data[s]! + data[s + 1]! + data[s + width]! + data[s + width + 1]!;
      out.data[o] = (sum + 1 + (x & 1)) >> 2;
    }
  }
  extendEdges(out, out.width, tall);
  return out;
}

/**
 * The plane of `width` x `height` values that the halved one stands for: each value is 9/16 of the
 * nearest, 3/16 of the two beside it and 1/16 of the one across, edges repeated. Planes of one or two
 * columns are doubled by repetition, as libjpeg does.
 */
export function double(plane: BlockPlane, width: number, height: number): BlockPlane {
  const [wide, tall] = [Math.ceil(width / 2), Math.ceil(height / 2)];
  const out = { data: new Uint8Array(4 * wide * tall), width: 2 * wide, height: 2 * tall };
  for (let y = 0; y < 2 * tall; y++) {
    const row = y >> 1;
    const beside = (y & 1) === 0 ? Math.max(0, row - 1) : Math.min(tall - 1, row + 1);
    const [near, far] = [row * plane.width, beside * plane.width];
    if (wide > 2) blendRow(out.data, y * out.width, plane.data, near, far, wide);
    else
      for (let x = 0; x < out.width; x++)
        out.data[y * out.width + x] = plane.data[near + (x >> 1)]!;
  }
  return out;
}

// Halves are rounded up in even columns and down in odd ones.
function blendRow(
  out: Uint8Array,
  o: number,
  data: Uint8Array,
  near: number,
  far: number,
  wide: number,
): void {
  let now = 3 * data[near]! + data[far]!;
  let before = now;
  for (let x = 1; x <= wide; x++, o += 2) {
    const after = x < wide ? 3 * data[near + x]! + data[far + x]! : now;
    out[o] = (3 * now + before + 8) >> 4;
    out[o + 1] = (3 * now + after + 7) >> 4;
    before = now;
    now = after;
  }
}
