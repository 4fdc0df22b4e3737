import { Image } from "../../sample/index.ts";
import { checkInteger } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";
import { jpegBytes } from "../kernels/jpeg.ts";
import { quantizationSteps } from "../kernels/jpeg-tables.ts";
import { checkOpaque, onPicture, type PicturePart } from "./on-picture.ts";

/**
 * What is left of a picture of bytes after it was stored as JPEG of `quality` 1 to 100 (torchvision's
 * `jpeg`): the bytes of libjpeg with its defaults, colours halved along both axes, without the file
 * in between. Throws unless the pixels are bytes of 1 or 3 channels.
 * @example const worn = jpeg(image, 30);
 */
export function jpeg<Part extends PicturePart>(part: Part, quality: number): Part {
  checkInteger("jpeg", "quality", quality, { low: 1, high: 100 });
  const luma = quantizationSteps(quality, "luma");
  const chroma = quantizationSteps(quality, "chroma");
  return onPicture("jpeg", part, (image) => {
    if (!(image.data instanceof Uint8Array))
      throw expected("jpeg", "pixels as bytes", "floats", "put it before ToTensor");
    checkOpaque("jpeg", image);
    const { data, width, height } = image;
    const channels = image.channels === 1 ? 1 : 3;
    return new Image(jpegBytes({ data, width, height, channels }, luma, chroma), image);
  });
}
