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

/** How a picture is decoded. */
export interface JpegShape {
  readonly parts: readonly Columns[];
  /** Units of blocks across and down the picture; pixels of a unit. */
  readonly units: number;
  readonly rows: number;
  readonly unitHeight: number;
  readonly height: number;
  /** How much coarser the colours' planes are, and over which columns they are doubled. */
  readonly across: number;
  readonly down: number;
  readonly smooth: boolean;
  readonly from: number;
  readonly to: number;
  readonly tall: number;
}

/** How a picture is decoded, and where in the kernels' memory everything lies, as byte offsets. */
export interface JpegPlan {
  readonly shape: JpegShape;
  readonly planes: readonly JpegPlane[];
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

/**
 * Lays out the memory for a scan of at most `scanBytes`. Objects are written out field by field: spread ones
 * took longer than a tenth of the decoding.
 */
export function planJpeg(
  jpeg: JpegFile,
  scanBytes: number,
  shrink: JpegShrink,
  window: PixelWindow,
): JpegPlan {
  const shape = shapeOf(jpeg, shrink, window);
  const { units, unitHeight, from, to } = shape;
  let end = below;
  const place = (size: number) => {
    const start = end;
    end = (start + size + slack + 15) & ~15;
    return start;
  };
  const planes = planesOf(shape.parts, units, place);
  let blocks = 0;
  for (const { part } of planes) blocks += part.across * part.down;
  const most = units * (blocks * blockBytes + 4) + slack;
  // Twice what a row of units may take, so that what is left over is seldom moved.
  const size = Math.max(partBytes, most, Math.min(2 * most, maxPartBytes));
  const rawBytes = Math.min(scanBytes, size);
  const bitBytes = rawBytes + slack;
  const raw = place(rawBytes);
  const bits = overrun + place(overrun + bitBytes);
  const line = () => 16 + place(2 * (to - from) + slack);
  const lines = [line(), line(), line()] as const;
  const pixels = place((unitHeight + 1) * window.width * planes.length + tableBytes);
  return { shape, planes, most, raw, rawBytes, bits, bitBytes, lines, pixels, end };
}

type Columns = Pick<JpegPlane, "part" | "edge" | "from" | "to">;

function columnsOf(part: JpegComponent, edge: number, left: number, end: number): Columns {
  return { part, edge, from: Math.floor(left / edge), to: Math.ceil(end / edge) };
}

function planesOf(
  parts: readonly Columns[],
  units: number,
  place: (size: number) => number,
): JpegPlane[] {
  const planes: JpegPlane[] = [];
  for (const { part, edge, from, to } of parts) {
    const stride = units * part.across * edge + slack;
    const at = slack + place(2 * stride * part.down * edge + slack);
    planes.push({ part, edge, at, stride, from, to });
  }
  return planes;
}

// Units, and which of a component's blocks are wanted.
function shapeOf(jpeg: JpegFile, shrink: JpegShrink, window: PixelWindow): JpegShape {
  const { components } = jpeg;
  const first = components[0]!;
  // alone, a component has one block a unit
  const luma = components.length > 1 ? first : { ...first, across: 1, down: 1 };
  const edge = 8 / shrink;
  // libjpeg takes larger blocks of colours rather than doubling them, if that suits both edges.
  const larger = luma.across === 2 && luma.down === 2 && edge < 8 ? 2 : 1;
  const across = luma.across / larger;
  const down = luma.down / larger;
  const width = Math.ceil(jpeg.width / shrink);
  const height = Math.ceil(jpeg.height / shrink);
  const unitHeight = luma.down * edge;
  const wide = Math.ceil(width / across);
  const right = window.left + window.width;
  // One more on either side, which smooth doubling looks at.
  const from = across === 1 ? window.left : Math.max(0, (window.left >> 1) - 1);
  const to = across === 1 ? right : Math.min(wide, ((right - 1) >> 1) + 2);
  const parts = [columnsOf(luma, edge, window.left, right)];
  for (let i = 1; i < components.length; i++)
    parts.push(columnsOf(components[i]!, edge * larger, from, to));
  const units = Math.ceil(width / (luma.across * edge));
  const rows = Math.ceil(height / unitHeight);
  const smooth = edge > 1 && (across === 1 || wide > 2);
  const tall = Math.ceil(height / down);
  return { parts, units, rows, unitHeight, height, across, down, from, to, smooth, tall };
}
