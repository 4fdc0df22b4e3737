import { encodeJpeg, encodePng, writeFileAtomic } from "../io/index.ts";
import { type Channels, Image, type PixelData } from "../sample/index.ts";
import type { Tensor } from "../tensor/index.ts";
import { checkChoice } from "../util/check.ts";
import { expected } from "../util/errors.ts";
import { type MakeGridOptions, makeGrid } from "./make-grid.ts";
import { fromPlanes } from "./planar.ts";

/** How pictures are written; several are put into one grid first. */
export interface SaveImageOptions extends MakeGridOptions {
  /** Default by the file's suffix: .png, .jpg or .jpeg. */
  readonly format?: "png" | "jpeg";
  /** For JPEG only: 1 (small) to 100 (good). Default 75. */
  readonly quality?: number;
}

/**
 * Writes a picture, or several as a grid, to a file (torchvision's `save_image`), whole or not at all;
 * a file of that name is replaced. Floats 0..1 become bytes by x * 255 + 0.5, cut to 0..255; bytes (of
 * Images and uint8 tensors) are written as they are.
 * Throws on unknown suffixes, and on `quality` for PNG; `WRITE_FAILED` if the file cannot be written.
 * @example await saveImage(batch, "batch.png", { nrow: 4, normalize: true });
 */
export async function saveImage(
  pictures: Image | Tensor | readonly Image[] | readonly Tensor[],
  path: string,
  { format, quality, ...grid }: SaveImageOptions = {},
): Promise<void> {
  const kind =
    format === undefined ? formatOf(path) : checkChoice(who, "format", format, ["png", "jpeg"]);
  if (kind === "png" && quality !== undefined)
    throw expected(who, "no quality for PNG, which loses nothing", quality, "leave quality out");
  const image = byteImage(makeGrid(pictures, grid));
  const bytes =
    kind === "png"
      ? await encodePng(image)
      : await encodeJpeg(image, quality === undefined ? {} : { quality });
  await writeFileAtomic(path, bytes);
}

const who = "saveImage";

function formatOf(path: string): "png" | "jpeg" {
  const suffix = /\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase();
  if (suffix === "png") return "png";
  if (suffix === "jpg" || suffix === "jpeg") return "jpeg";
  throw expected(who, "a file name that ends in .png, .jpg or .jpeg", path, "or pass format");
}

function byteImage(picture: Image | Tensor): Image {
  if (picture instanceof Image) {
    const { data, width, height, channels } = picture;
    return new Image(toBytes(data), { width, height, channels });
  }
  const [channels = 0, height = 0, width = 0] = picture.shape;
  const data = picture.hostData();
  const known = data instanceof Float32Array || picture.dtype === "uint8";
  if (!known || channels > 4) {
    const got = { dtype: picture.dtype, shape: picture.shape };
    throw expected(who, "float32 or uint8 with 1 to 4 channels", got, "convert the tensor first");
  }
  const pixels = fromPlanes(data as PixelData, channels);
  return new Image(toBytes(pixels), { width, height, channels: channels as Channels });
}

function toBytes(data: PixelData): Uint8Array {
  if (data instanceof Uint8Array) return data;
  const f = Math.fround;
  return Uint8Array.from(data, (x) => Math.min(Math.max(f(f(x * 255) + 0.5), 0), 255));
}
