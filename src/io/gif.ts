import type { Decoder } from "./decoder.ts";
import { lzwDecode } from "./gif-lzw.ts";

// GIF is read here and not by the image library: that one blanks the colour of transparent pixels
// and trusts or ignores the screen size by its own lights, where Pillow keeps both.

/** Reads the first frame of a GIF. */
export const gifDecoder: Decoder = {
  readHeader: async (bytes) => {
    const { width, height, transparent } = findFrame(bytes);
    const hasAlpha = transparent !== undefined;
    return { width, height, space: "srgb", depth: "uchar", hasAlpha, orientation: 1 };
  },
  readPixels: async (bytes, { width, height, hasAlpha }) => {
    const data = gifPixels(bytes, findFrame(bytes));
    return { data, width, height, channels: hasAlpha ? 4 : 3, kind: "rgb", hasAlpha };
  },
};

function findFrame(bytes: Uint8Array): GifFrame {
  try {
    return gifFirstFrame(bytes);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause; // a read beyond the last byte
    throw new Error("GIF ends before its first frame", { cause });
  }
}

/** Where the first frame of a GIF is, and how its pixels are to be read. */
interface GifFrame {
  /** Size of the whole picture: the screen, made larger if the frame does not fit. */
  readonly width: number;
  readonly height: number;
  readonly frame: { x: number; y: number; width: number; height: number };
  readonly interlaced: boolean;
  /** 256 colours, `[256, 3]`; where the file has fewer, grey `i, i, i` at place i, as in Pillow. */
  readonly palette: Uint8Array;
  /** The colour index that is see-through. */
  readonly transparent: number | undefined;
  /** Offset of the compressed pixels. */
  readonly start: number;
}

/** Finds the first frame of a GIF; throws a plain error where the file breaks the rules. */
function gifFirstFrame(bytes: Uint8Array): GifFrame {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [screenWidth, screenHeight] = [view.getUint16(6, true), view.getUint16(8, true)];
  const flags = view.getUint8(10);
  let at = 13;
  let colours = colourTable(bytes, at, flags);
  at += tableBytes(flags);
  let transparent: number | undefined;
  for (; ; at++) {
    const block = view.getUint8(at);
    if (block === 0x3b) throw new Error("GIF ends without a frame");
    if (block === 0x2c) break;
    if (block !== 0x21) continue; // stray bytes between blocks are skipped, as by Pillow
    const graphicControl = view.getUint8(at + 1) === 0xf9 && view.getUint8(at + 2) >= 4;
    if (graphicControl && view.getUint8(at + 3) & 1) transparent = view.getUint8(at + 6);
    at = endOfBlocks(view, at + 2) - 1;
  }
  const [x, y] = [view.getUint16(at + 1, true), view.getUint16(at + 3, true)];
  const [width, height] = [view.getUint16(at + 5, true), view.getUint16(at + 7, true)];
  const frameFlags = view.getUint8(at + 9);
  if (frameFlags & 0x80) colours = colourTable(bytes, at + 10, frameFlags);
  if (width === 0 || height === 0) throw new Error("GIF frame without pixels");
  return {
    width: Math.max(screenWidth, x + width),
    height: Math.max(screenHeight, y + height),
    frame: { x, y, width, height },
    interlaced: (frameFlags & 0x40) !== 0,
    palette: colours,
    transparent,
    start: at + 10 + tableBytes(frameFlags),
  };
}

/** The first frame on its screen, `[height, width, 3]`, or 4 if it has a see-through colour. */
function gifPixels(bytes: Uint8Array, gif: GifFrame): Uint8Array {
  const { width, frame, transparent, palette } = gif;
  const coded = joinBlocks(bytes, gif.start + 1);
  const indices = lzwDecode(coded, bytes[gif.start]!, frame.width * frame.height);
  // What the frame does not cover is see-through, or else colour 0 (not the background colour).
  const screen = new Uint8Array(width * gif.height).fill(transparent ?? 0);
  const rows = gif.interlaced ? interlacedRows(frame.height) : undefined;
  for (let row = 0; row < frame.height; row++) {
    const y = frame.y + (rows === undefined ? row : rows[row]!);
    const line = indices.subarray(row * frame.width, (row + 1) * frame.width);
    screen.set(line, y * width + frame.x);
  }
  const step = transparent === undefined ? 3 : 4;
  const out = new Uint8Array(screen.length * step);
  for (let i = 0, o = 0; i < screen.length; i++, o += step) {
    const index = screen[i]!;
    for (let c = 0; c < 3; c++) out[o + c] = palette[index * 3 + c]!;
    if (step === 4) out[o + 3] = index === transparent ? 0 : 255;
  }
  return out;
}

// Every 8th row from 0, every 8th from 4, every 4th from 2, every 2nd from 1 (GIF89a, appendix E).
function interlacedRows(height: number): number[] {
  const rows: number[] = [];
  for (const [first, step] of [
    [0, 8],
    [4, 8],
    [2, 4],
    [1, 2],
  ] as const)
    for (let row = first; row < height; row += step) rows.push(row);
  return rows;
}

function tableBytes(flags: number): number {
  return flags & 0x80 ? 3 << ((flags & 7) + 1) : 0;
}

function colourTable(bytes: Uint8Array, at: number, flags: number): Uint8Array {
  const table = Uint8Array.from({ length: 768 }, (_, i) => Math.floor(i / 3));
  const colours = bytes.subarray(at, at + tableBytes(flags));
  if (colours.length < tableBytes(flags)) throw new Error("GIF ends inside its colour table");
  table.set(colours);
  return table;
}

// Data comes in blocks of a length byte and so many bytes; length 0 ends them.
function endOfBlocks(view: DataView, at: number): number {
  for (let length = view.getUint8(at); length > 0; length = view.getUint8(at)) at += length + 1;
  return at + 1;
}

// A cut file gives the blocks there are: whether they suffice is seen when they are decoded.
function joinBlocks(bytes: Uint8Array, at: number): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (let length = bytes[at]; length !== undefined && length > 0; length = bytes[at]) {
    blocks.push(bytes.subarray(at + 1, at + 1 + length));
    at += length + 1;
  }
  return Buffer.concat(blocks);
}
