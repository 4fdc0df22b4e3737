import { crc32, inflateSync } from "node:zlib";
import { Mask } from "../sample/index.ts";
import { VisionError } from "../util/errors.ts";
import { defaultMaxPixels } from "./decode-image.ts";
import { readWhole } from "./read-whole.ts";

const who = "readLabelMap";

/** Options of `readLabelMap`. */
export interface LabelMapOptions {
  /** The most pixels, width x height, judged by the header. Default 89,478,485. */
  readonly maxPixels?: number;
}

/**
 * Reads the numbers of a PNG file's pixels, not their colours: the places in its palette, or grey of 1
 * to 16 bits. Data sets keep class maps and instance ids so; an image decoder would give colours.
 * Throws NOT_FOUND, INVALID_FILE with the byte where the file breaks a rule, TOO_LARGE, and
 * UNSUPPORTED_FORMAT for RGB, alpha and interlaced files, which hold no numbers or never occur.
 * @example const mask = await readLabelMap("data/VOCdevkit/VOC2012/SegmentationClass/2007_000032.png");
 */
export async function readLabelMap(
  path: string,
  { maxPixels = defaultMaxPixels }: LabelMapOptions = {},
): Promise<Mask> {
  const bytes = await readWhole(who, path);
  const deny: Deny = (expected, got, offset, code = "INVALID_FILE") => {
    const hint =
      code === "INVALID_FILE"
        ? "the file is damaged; fetch it again"
        : "convert or shrink it first";
    return new VisionError({ code, who, expected, got, hint, file: path, offset });
  };
  const { header, packed } = chunksOf(bytes, deny);
  const { width, height, bits } = readHeader(header, deny);
  if (width * height > maxPixels)
    throw deny(`at most ${maxPixels} pixels`, width * height, 16, "TOO_LARGE");
  const stride = Math.ceil((width * bits) / 8);
  const rows = inflated(packed, (stride + 1) * height, deny);
  unfilter(rows, stride, Math.max(1, bits / 8), deny);
  return new Mask(unpack(rows, { width, height, bits, stride }), [height, width]);
}

type Deny = (
  expected: string,
  got: unknown,
  offset: number,
  code?: "INVALID_FILE" | "UNSUPPORTED_FORMAT" | "TOO_LARGE",
) => VisionError;

const signature = "\x89PNG\r\n\x1a\n";

function chunksOf(bytes: Buffer, deny: Deny): { header: Buffer; packed: Buffer } {
  if (bytes.toString("latin1", 0, 8) !== signature)
    throw deny("a PNG file", "other bytes", 0, "UNSUPPORTED_FORMAT");
  const packed: Buffer[] = [];
  let header: Buffer | undefined;
  for (let at = 8; ; ) {
    const size = at + 12 <= bytes.length ? bytes.readUInt32BE(at) : Number.POSITIVE_INFINITY;
    const end = at + 12 + size;
    if (end > bytes.length) throw deny("a whole file", `${bytes.length} bytes`, at);
    const type = bytes.toString("latin1", at + 4, at + 8);
    const data = bytes.subarray(at + 8, end - 4);
    if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4))
      throw deny(`the right checksum of ${type}`, "another", at);
    if (type === "IHDR") header ??= data;
    if (type === "IDAT") packed.push(data);
    if (type === "IEND") {
      if (header?.length !== 13) throw deny("a header", "none", at);
      return { header, packed: Buffer.concat(packed) };
    }
    at = end;
  }
}

function readHeader(header: Buffer, deny: Deny) {
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const [bits, colour, , , interlaced] = header.subarray(8);
  if (width === 0 || height === 0) throw deny("pixels", `${width} x ${height}`, 16);
  if ((colour !== 0 && colour !== 3) || interlaced !== 0) {
    const got = interlaced === 0 ? `PNG colour type ${colour}` : "interlaced rows";
    throw deny("a palette or grey, not interlaced", got, 25, "UNSUPPORTED_FORMAT");
  }
  const depths = colour === 0 ? [1, 2, 4, 8, 16] : [1, 2, 4, 8];
  if (!depths.includes(bits!)) throw deny(`${depths.join(", ")} bits a pixel`, bits, 24);
  return { width, height, bits: bits! };
}

function inflated(packed: Buffer, size: number, deny: Deny): Buffer {
  try {
    const rows = inflateSync(packed, { maxOutputLength: size });
    if (rows.length === size) return rows;
    throw deny(`${size} bytes of pixels`, rows.length, 33);
  } catch (cause) {
    if (cause instanceof VisionError) throw cause;
    throw deny(`${size} bytes of pixels, compressed`, cause, 33);
  }
}

// Each row begins with how it was foretold: not at all, from the left, from above, from the mean of
// both, or by Paeth's choice of left, above and above left.
function unfilter(rows: Buffer, stride: number, step: number, deny: Deny): void {
  const height = rows.length / (stride + 1);
  for (let y = 0; y < height; y++) {
    const start = y * (stride + 1) + 1;
    const filter = rows[start - 1]!;
    if (filter > 4) throw deny("a row's filter 0 to 4", filter, 33);
    for (let x = 0; filter > 0 && x < stride; x++) {
      const left = x < step ? 0 : rows[start + x - step]!;
      const up = y === 0 ? 0 : rows[start + x - stride - 1]!;
      const corner = x < step || y === 0 ? 0 : rows[start + x - step - stride - 1]!;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter]!;
      rows[start + x] = rows[start + x]! + guess;
    }
  }
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

function unpack(
  rows: Buffer,
  size: { width: number; height: number; bits: number; stride: number },
): Uint8Array | Uint16Array {
  const { width, height, bits, stride } = size;
  const out = bits === 16 ? new Uint16Array(width * height) : new Uint8Array(width * height);
  for (let y = 0, i = 0; y < height; y++) {
    const start = y * (stride + 1) + 1;
    for (let x = 0; x < width; x++, i++) {
      if (bits === 16) out[i] = rows.readUInt16BE(start + 2 * x);
      else {
        const byte = rows[start + ((x * bits) >> 3)]!;
        // The leftmost pixel is in the highest bits.
        out[i] = (byte >> (8 - bits - ((x * bits) & 7))) & ((1 << bits) - 1);
      }
    }
  }
  return out;
}
