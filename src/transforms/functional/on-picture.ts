import { Image, Video } from "../../sample/index.ts";
import { Tensor } from "../../tensor/index.ts";
import { expected } from "../../util/errors.ts";
import { isPicture, mapPixels } from "../parts.ts";

/** What has pixels: an image, a video, or a tensor `[..., c, h, w]`. */
export type PicturePart = Image | Video | Tensor;

/**
 * The part with `change` applied to each picture in it; throws on anything without pixels. For
 * `eachChannel` see `mapPixels`.
 */
export function onPicture<Part extends PicturePart>(
  who: string,
  part: Part,
  change: (image: Image) => Image,
  { eachChannel = false }: { readonly eachChannel?: boolean } = {},
): Part {
  const known = part instanceof Tensor ? isPicture(part) : isImageOrVideo(part);
  if (known) return mapPixels(who, part, change, eachChannel) as Part;
  const what = "an Image, a Video or a Tensor [..., c, h, w]";
  throw expected(who, what, part instanceof Tensor ? part.shape : part, "pass pixels");
}

function isImageOrVideo(part: unknown): boolean {
  return part instanceof Image || part instanceof Video;
}

/** Throws unless the picture has 1 or 3 channels. */
export function checkOpaque(who: string, { channels }: Image): void {
  if (channels === 1 || channels === 3) return;
  const hint = "drop the alpha channel first: grayscaleToRgb gives 3 channels of bytes";
  throw expected(who, "1 or 3 channels", channels, hint);
}
