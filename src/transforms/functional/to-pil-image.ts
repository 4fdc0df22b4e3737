import { Image, Video } from "../../sample/index.ts";
import type { Tensor } from "../../tensor/index.ts";
import { imageLike } from "./on-part.ts";
import { toImage } from "./to-image.ts";

/**
 * A tensor, or an image of floats, as a picture of bytes (torchvision's `to_pil_image`): floats are
 * multiplied by 255 and cut to whole numbers, bytes stay.
 * @example const bytes = toPilImage(toTensor(image));
 */
export function toPilImage(picture: Image | Video | Tensor): Image | Video {
  const image = toImage(picture);
  if (image instanceof Image) return inBytes(image);
  const frames = image.frames.map(inBytes);
  return frames[0] === image.frames[0] ? image : new Video(frames);
}

function inBytes(image: Image): Image {
  if (image.data instanceof Uint8Array) return image;
  const data = Uint8Array.from(image.data, (value) => Math.trunc(Math.fround(value * 255)));
  return imageLike(image, data, image.size);
}
