import { Image } from "../../sample/index.ts";
import { expected } from "../../util/errors.ts";
import { permutePixels } from "../kernels/permute.ts";
import { onPicture, type PicturePart } from "./on-picture.ts";

/**
 * Puts the channels in another order: channel `c` of the result is channel `permutation[c]` of the
 * part (torchvision's `permute_channels`). Throws unless each channel is named once.
 * @example const bgr = permuteChannels(image, [2, 1, 0]);
 */
export function permuteChannels<Part extends PicturePart>(
  part: Part,
  permutation: readonly number[],
): Part {
  const who = "permuteChannels";
  if (!Array.isArray(permutation))
    throw expected(who, "a list of channels", permutation, "pass [2, 1, 0], say");
  return onPicture(who, part, (image) => {
    const sorted = [...permutation].sort((a, b) => a - b);
    if (sorted.length !== image.channels || sorted.some((channel, c) => channel !== c)) {
      const what = `each of the channels 0 to ${image.channels - 1} once`;
      throw expected(who, what, permutation, "match the picture's channels");
    }
    return new Image(permutePixels(image.data, permutation), image);
  });
}
