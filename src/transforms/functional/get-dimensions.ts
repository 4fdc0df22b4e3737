import { Image, Video } from "../../sample/index.ts";
import { Tensor } from "../../tensor/index.ts";
import { expected } from "../../util/errors.ts";

/**
 * `[channels, height, width]` of a picture, of a video's frames or of a tensor `[..., c, h, w]`; a
 * tensor `[h, w]` has one channel (torchvision's `get_dimensions`).
 * @example const [channels, height, width] = getDimensions(image);
 */
export function getDimensions(
  picture: Image | Video | Tensor,
): [channels: number, height: number, width: number] {
  if (picture instanceof Tensor && picture.shape.length >= 2)
    return [picture.shape.at(-3) ?? 1, picture.shape.at(-2)!, picture.shape.at(-1)!];
  const image = picture instanceof Video ? picture.frames[0] : picture;
  if (image instanceof Image) return [image.channels, image.height, image.width];
  const what = "an Image, a Video or a tensor [..., c, h, w]";
  throw expected("getDimensions", what, picture, "pass a picture");
}
