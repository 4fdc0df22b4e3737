import { checkInteger } from "../util/check.ts";
import { expected } from "../util/errors.ts";

/** What pixels are kept in: bytes 0..255, or float32 in 0..1. */
export type PixelData = Uint8Array | Float32Array;

/** Grey, grey with alpha, RGB, RGB with alpha. */
export type Channels = 1 | 2 | 3 | 4;

/** Sizes and facts of an image beside its pixels. */
export interface ImageInfo {
  /** Pixels across. */
  readonly width: number;
  /** Pixels down. */
  readonly height: number;
  readonly channels: Channels;
  /** EXIF orientation 1..8 that the file carried; the pixels are as stored, not turned. Default 1. */
  readonly orientation?: number;
}

/**
 * A picture in memory: `[height, width, channels]`, rows from the top, channels side by side.
 * The pixels are a plain typed array and are never changed by this package.
 * @example const red = new Image(new Uint8Array([255, 0, 0]), { width: 1, height: 1, channels: 3 });
 */
export class Image {
  readonly data: PixelData;
  readonly width: number;
  readonly height: number;
  readonly channels: Channels;
  readonly orientation: number;

  constructor(data: PixelData, { width, height, channels, orientation = 1 }: ImageInfo) {
    checkInteger("Image", "width", width, { low: 1 });
    checkInteger("Image", "height", height, { low: 1 });
    checkInteger("Image", "channels", channels, { low: 1, high: 4 });
    checkInteger("Image", "orientation", orientation, { low: 1, high: 8 });
    if (!(data instanceof Uint8Array || data instanceof Float32Array)) {
      throw expected(
        "Image",
        "pixels in a Uint8Array or Float32Array",
        data,
        "convert the pixels first",
      );
    }
    if (data.length !== width * height * channels) {
      const need = `${height} x ${width} x ${channels} = ${height * width * channels} values`;
      throw expected("Image", need, data.length, "check width, height and channels");
    }
    // a Node Buffer's `slice` shares memory, that of a plain array copies
    this.data = data instanceof Uint8Array ? plainBytes(data) : data;
    this.width = width;
    this.height = height;
    this.channels = channels;
    this.orientation = orientation;
  }

  /** `[height, width]`, as torchvision writes sizes. */
  get size(): readonly [number, number] {
    return [this.height, this.width];
  }
}

/** The same memory as a plain `Uint8Array`. */
export function plainBytes(data: Uint8Array): Uint8Array {
  if (data.constructor === Uint8Array) return data;
  return new Uint8Array(data.buffer, data.byteOffset, data.length);
}
