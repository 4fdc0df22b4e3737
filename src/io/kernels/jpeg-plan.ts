import type { PixelWindow } from "../../sample/index.ts";
import type { JpegComponent, JpegFile } from "../jpeg-file.ts";

/** By what a picture's edges are divided while it is decoded. */
export type JpegShrink = 1 | 2 | 4 | 8;

// Loops go past the end of rows by less than this many bytes.
const slack = 64;
// What lies below is the kernels' own; a test asks `free`.
const below = 28_672;
// The kernels notice that data has ended after a unit, which may have read as many bytes too far.
const overrun = 4096;
// No block takes more: 64 times a code of 16 bits and 15 more, each byte followed by a zero.
const blockBytes = 512;
// The file passes through the kernels' memory in parts of at least this size.
const partBytes = 2 ** 18;
const maxPartBytes = 2 ** 22;
// A table of codes is no longer.
const tableBytes = 512;

/** A component's plane: two rows of units in the kernels' memory. */
export interface JpegPlane {
  readonly part: JpegComponent;
  /** Bytes of a block across and down. */
  readonly edge: number;
  readonly at: number;
  readonly stride: number;
  /** The columns of blocks that are wanted. */
  readonly from: number;
  readonly to: number;
}

/** How a picture is decoded, and where in the kernels' memory everything lies, as byte offsets. */
export interface JpegPlan {
  /** Units of blocks across and down the picture; pixels of a unit. */
  readonly units: number;
  readonly rows: number;
  readonly unitHeight: number;
  readonly height: number;
  readonly planes: readonly JpegPlane[];
  /** How much coarser the colours' planes are, and over which columns they are doubled. */
  readonly across: number;
  readonly down: number;
  readonly smooth: boolean;
  readonly from: number;
  readonly to: number;
  readonly tall: number;
  /** No row of units takes more of the file. */
  readonly most: number;
  /** Places: a part of the file, its bits, rows of doubled colours, pixels of a row of units. */
  readonly raw: number;
  readonly rawBytes: number;
  readonly bits: number;
  readonly bitBytes: number;
  readonly lines: readonly [blue: number, red: number, sums: number];
  readonly pixels: number;
  readonly end: number;
}

/** Lays out the memory for a scan of at most `scanBytes`. */
export function planJpeg(
  jpeg: JpegFile,
  scanBytes: number,
  shrink: JpegShrink,
  window: PixelWindow,
): JpegPlan {
  const shape = shapeOf(jpeg, shrink, window);
  const { parts, units, unitHeight, from, to } = shape;
  let end = below;
  const place = (size: number) => {
    const start = end;
    end = Math.ceil((start + size + slack) / 16) * 16;
    return start;
  };
  const planes = parts.map((plane) => {
    const stride = units * plane.part.across * plane.edge + slack;
    return {
      ...plane,
      stride,
      at: slack + place(2 * stride * plane.part.down * plane.edge + slack),
    };
  });
  const blocks = parts.reduce((sum, { part }) => sum + part.across * part.down, 0);
  const most = units * (blocks * blockBytes + 4) + slack;
  // Twice what a row of units may take, so that what is left over is seldom moved.
  const part = Math.max(partBytes, most, Math.min(2 * most, maxPartBytes));
  const rawBytes = Math.min(scanBytes, part);
  const bitBytes = rawBytes + slack;
  const raw = place(rawBytes);
  const bits = overrun + place(overrun + bitBytes);
  const line = () => 16 + place(2 * (to - from) + slack);
  const lines = [line(), line(), line()] as const;
  const pixels = place((unitHeight + 1) * window.width * parts.length + tableBytes);
  return { ...shape, planes, most, raw, rawBytes, bits, bitBytes, lines, pixels, end };
}

// Units, and which of a component's blocks are wanted.
function shapeOf({ components, ...jpeg }: JpegFile, shrink: JpegShrink, window: PixelWindow) {
  const [first, ...colours] = components;
  // alone, a component has one block a unit
  const luma = colours.length === 0 ? { ...first!, across: 1, down: 1 } : first!;
  const edge = 8 / shrink;
  // libjpeg takes larger blocks of colours rather than doubling them, if that suits both edges.
  const larger = luma.across === 2 && luma.down === 2 && edge < 8 ? 2 : 1;
  const [across, down] = [luma.across / larger, luma.down / larger];
  const [width, height] = [Math.ceil(jpeg.width / shrink), Math.ceil(jpeg.height / shrink)];
  const unitHeight = luma.down * edge;
  const wide = Math.ceil(width / across);
  const right = window.left + window.width;
  // One more on either side, which smooth doubling looks at.
  const from = across === 1 ? window.left : Math.max(0, (window.left >> 1) - 1);
  const to = across === 1 ? right : Math.min(wide, ((right - 1) >> 1) + 2);
  const columns = (size: number, left: number, end: number) => ({
    edge: size,
    from: Math.floor(left / size),
    to: Math.ceil(end / size),
  });
  return {
    parts: [
      { part: luma, ...columns(edge, window.left, right) },
      ...colours.map((part) => ({ part, ...columns(edge * larger, from, to) })),
    ],
    units: Math.ceil(width / (luma.across * edge)),
    rows: Math.ceil(height / unitHeight),
    ...{ unitHeight, height, across, down, from, to },
    smooth: edge > 1 && (across === 1 || wide > 2),
    tall: Math.ceil(height / down),
  };
}
