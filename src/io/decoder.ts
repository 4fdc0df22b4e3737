import type { PixelWindow, Size } from "../sample/index.ts";

/** Facts from an image file's header. */
export interface Header {
  readonly width: number;
  readonly height: number;
  /** How the values are to be understood; `b-w` is 8-bit grey. */
  readonly space: string;
  readonly depth: string;
  readonly hasAlpha: boolean;
  /** EXIF orientation 1..8. */
  readonly orientation: number;
}

/** Pixels as the file has them: only palettes and bits below 8 are expanded. */
export interface StoredPixels {
  /** `[height, width, channels]`, 8-bit. */
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly kind: "gray" | "rgb" | "cmyk";
  /** True if the last channel is alpha. */
  readonly hasAlpha: boolean;
  /** True if these are the wish's window; else all of the picture. */
  readonly cut?: boolean;
}

/** Which pixels are needed. A decoder may give more, but for `draft` of JPEG. */
export interface Wish {
  /** The least size, see `DecodeOptions`. */
  readonly draft?: Size | undefined;
  /** The rectangle that is needed, chosen by the size; to be called once. */
  readonly window?: ((size: Size) => PixelWindow) | undefined;
}

/**
 * How much a decoder forgives: `warning` nothing; `truncated` odd bytes that do not stop it
 * (as Pillow), but never a file that ends too early.
 */
export type FailOn = "warning" | "truncated";

/** Reads one family of formats: first the header, then, if that is acceptable, the pixels. */
export interface Decoder {
  readHeader(bytes: Uint8Array, failOn: FailOn): Promise<Header>;
  readPixels(bytes: Uint8Array, header: Header, failOn: FailOn, wish?: Wish): Promise<StoredPixels>;
}
