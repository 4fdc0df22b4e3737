import { type Channels, Image, Video } from "../../sample/index.ts";
import { Tensor } from "../../tensor/index.ts";
import { expected } from "../../util/errors.ts";
import { pixelsFromPlanar } from "../kernels/planar.ts";

/**
 * A tensor as a picture, values unchanged (torchvision's `to_image`): `[h, w]` and `[c, h, w]` become an
 * image, `[t, c, h, w]` a video. Throws unless it is uint8 or float32 with 1 to 4 channels.
 * @example const image = toImage(toTensor(photo)); // float pixels, 0..1
 */
export function toImage(picture: Image | Video | Tensor): Image | Video {
  if (picture instanceof Image || picture instanceof Video) return picture;
  if (!(picture instanceof Tensor))
    throw expected(
      "toImage",
      "an Image, a Video or a Tensor",
      picture,
      "use decodeImage for files",
    );
  const { shape, dtype } = picture;
  const [channels = 1, height = 0, width = 0] =
    shape.length === 2 ? [1, ...shape] : shape.slice(-3);
  const frames = shape.length === 4 ? shape[0]! : 1;
  const fits = [2, 3, 4].includes(shape.length) && channels >= 1 && channels <= 4;
  if (!fits || frames * height * width === 0 || (dtype !== "uint8" && dtype !== "float32")) {
    const what = "a uint8 or float32 tensor [h, w], [c, h, w] or [t, c, h, w] with 1 to 4 channels";
    throw expected("toImage", what, { dtype, shape }, "convert it with toDtype, or squeeze it");
  }
  const data = picture.hostData() as Uint8Array | Float32Array;
  const size = channels * height * width;
  const images = Array.from({ length: frames }, (_, t) => {
    const planes = data.subarray(t * size, (t + 1) * size);
    const pixels = pixelsFromPlanar(planes, channels);
    return new Image(pixels, { height, width, channels: channels as Channels });
  });
  return shape.length === 4 ? new Video(images) : images[0]!;
}
