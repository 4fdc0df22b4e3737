import { type Channels, Image, type PixelWindow, type Size } from "../sample/index.ts";
import { checkChoice, checkInteger } from "../util/check.ts";
import { VisionError } from "../util/errors.ts";
import { codecFor } from "./codec.ts";
import type { Decoder, FailOn, Header } from "./decoder.ts";
import { decodingError } from "./decoding-error.ts";
import { checkDraft, type DraftSize } from "./draft.ts";
import { type ImageFormat, imageFormats } from "./file-kinds.ts";
import { gifDecoder } from "./gif.ts";
import { type Isolated, type Isolation, isolatedFor } from "./isolation.ts";
import { jpegDecoder } from "./jpeg-decoder.ts";
import { cutBytes } from "./kernels/cut.ts";
import { type PixelMode, pixelModes, toMode } from "./pixel-mode.ts";
import { pnmDecoder } from "./pnm.ts";
import { sniff } from "./sniff.ts";

const who = "decodeImage";

/** Formats that are decoded unless others are asked for. */
export const defaultFormats: readonly ImageFormat[] = ["jpeg", "png", "webp", "gif", "pnm"];

/** Pixels from which Pillow warns of a decompression bomb: a quarter of a GiB in RGB. */
export const defaultMaxPixels = 89_478_485;

/** Options of `decodeImage` and `readImage`. */
export interface DecodeOptions {
  /**
   * What comes out: `rgb` (alpha dropped, grey copied to three channels), `gray` (8-bit luma),
   * `rgba` (alpha 255 where the file has none), `unchanged` (1 to 4 channels as stored).
   * Default `rgb`.
   */
  readonly mode?: PixelMode;
  /** The most pixels, width x height, judged by the header. Default 89,478,485. */
  readonly maxPixels?: number;
  /** Allowed formats, decided by content. Default JPEG, PNG, WebP, GIF, PGM/PPM. */
  readonly formats?: readonly ImageFormat[];
  /**
   * `warning`: any damage is an error. `truncated`: damage that a decoder can step over (odd bytes
   * between JPEG markers, as Pillow does) is accepted, a cut file is not. Default `warning`.
   */
  readonly failOn?: FailOn;
  /**
   * The least size, `[height, width]` or a number for both edges, that is needed: a JPEG is then decoded at a
   * half, a quarter or an eighth of its size where both edges stay so large, several times as fast. Pixels are
   * those of Pillow's `Image.draft`: means of squares, about. Other formats come whole. Default: whole.
   */
  readonly draft?: DraftSize | undefined;
  /** The file's name, for error messages. */
  readonly file?: string;
  /**
   * `process` decodes in a process of its own, for images of strangers: what crashes, hangs or bloats
   * the decoder is an error of that image (CRASHED, TIMEOUT, TOO_LARGE). Default `thread`.
   */
  readonly isolation?: Isolation;
}

/**
 * Decodes an image file's bytes to `[height, width, channels]` bytes, as torchvision's image loader
 * does (Pillow's `convert`): pixels as stored, EXIF orientation reported but not applied, colour
 * profiles ignored, of an animation the first frame. Of 16-bit values the high byte is taken; there
 * Pillow clips 16-bit grey at 255 instead, which loses the picture.
 * Throws `UNSUPPORTED_FORMAT`, `TOO_LARGE` (before any pixel exists), `INVALID_FILE` and, without memory for the pixels,
 * `EXHAUSTED`; with `isolation: "process"` also `CRASHED` and `TIMEOUT`.
 * @example
 * const pixel = new Image(new Uint8Array([9, 8, 7]), { width: 1, height: 1, channels: 3 });
 * const png = await encodePng(pixel);
 * const image = await decodeImage(png, { mode: "gray" }); // image.data is [8]
 */
export async function decodeImage(bytes: Uint8Array, options: DecodeOptions = {}): Promise<Image> {
  return decodeWindow(bytes, options);
}

/** `decodeImage`, of a rectangle only: `choose` gets the picture's size, once, and names what is needed. */
export async function decodeWindow(
  bytes: Uint8Array,
  options: DecodeOptions,
  choose?: (size: Size) => PixelWindow,
): Promise<Image> {
  const { mode = "rgb", maxPixels = defaultMaxPixels, failOn = "warning", file } = options;
  checkChoice(who, "mode", mode, pixelModes);
  checkChoice(who, "failOn", failOn, ["warning", "truncated"]);
  checkInteger(who, "maxPixels", maxPixels, { low: 1 });
  const draft = options.draft === undefined ? undefined : checkDraft(who, options.draft);
  const isolated = isolatedFor(who, options.isolation);
  if (isolated !== undefined) return cut(await decodeElsewhere(isolated, bytes, options), choose);
  const { format, name } = allowedFormat(bytes, options.formats ?? defaultFormats, file);
  const decoder = await decoderFor(format);
  const header = await readHeader(decoder, bytes, failOn, name, file);
  checkHeader(header, maxPixels, name, file);
  const stored = await decoder
    .readPixels(bytes, header, failOn, { draft, window: choose })
    .catch((cause: unknown) => Promise.reject(decodingError(name, cause, file)));
  const { data, channels } = toMode(stored, mode);
  const { width, height } = stored;
  const orientation = header.orientation;
  const image = new Image(data, { width, height, channels: channels as Channels, orientation });
  return stored.cut === true ? image : cut(image, choose);
}

function cut(image: Image, choose?: (size: Size) => PixelWindow): Image {
  if (choose === undefined) return image;
  const { data, width, channels, orientation } = image;
  const window = choose(image.size);
  const pixels = cutBytes(data as Uint8Array, width, channels, window);
  return new Image(pixels, { width: window.width, height: window.height, channels, orientation });
}

function decodeElsewhere({ pool, limits }: Isolated, bytes: Uint8Array, options: DecodeOptions) {
  const { isolation, ...rest } = options;
  return pool.decode({ bytes, options: rest, ...limits });
}

async function decoderFor(format: ImageFormat): Promise<Decoder> {
  if (format === "gif") return gifDecoder;
  if (format === "jpeg") return jpegDecoder;
  return format === "pnm" ? pnmDecoder : codecFor(format);
}

function allowedFormat(bytes: Uint8Array, formats: readonly ImageFormat[], file?: string) {
  for (const format of formats) checkChoice(who, "formats", format, imageFormats);
  if (bytes.length === 0) {
    throw new VisionError({
      code: "INVALID_FILE",
      who,
      ...place(file),
      expected: "an image",
      got: "an empty file",
      hint: "fetch or export the file again",
    });
  }
  const { format, name, hint } = sniff(bytes);
  if (format !== undefined && formats.includes(format)) return { format, name };
  throw new VisionError({
    code: "UNSUPPORTED_FORMAT",
    who,
    ...place(file),
    expected: `an image in one of the formats ${formats.join(", ")}`,
    got: name,
    hint: hint ?? (format === undefined ? "pass an image" : `allow it with formats: ["${format}"]`),
  });
}

async function readHeader(
  decoder: Decoder,
  bytes: Uint8Array,
  failOn: FailOn,
  name: string,
  file?: string,
): Promise<Header> {
  try {
    return await decoder.readHeader(bytes, failOn);
  } catch (cause) {
    throw decodingError(name, cause, file);
  }
}

const spaces = ["b-w", "srgb", "cmyk", "grey16", "rgb16"];

function checkHeader(header: Header, maxPixels: number, name: string, file?: string): void {
  const { width, height, space, depth } = header;
  if (width * height > maxPixels) {
    throw new VisionError({
      code: "TOO_LARGE",
      who,
      ...place(file),
      expected: `at most ${maxPixels} pixels`,
      got: `${width} x ${height} = ${width * height}`,
      hint: "shrink the image, or raise maxPixels if you trust the file",
    });
  }
  if (!spaces.includes(space) || (depth !== "uchar" && depth !== "ushort")) {
    throw new VisionError({
      code: "UNSUPPORTED_FORMAT",
      who,
      ...place(file),
      expected: "grey, RGB or CMYK in 8 or 16 bits",
      got: `${name} with ${space} values of type ${depth}`,
      hint: "convert it to PNG first",
    });
  }
}

function place(file?: string): { file: string } | undefined {
  return file === undefined ? undefined : { file };
}
