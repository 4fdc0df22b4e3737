import type { Image, Video } from "../../sample/index.ts";
import type { Tensor } from "../../tensor/index.ts";
import { getDimensions } from "./get-dimensions.ts";

/**
 * The channels of a picture, of a video's frames or of a tensor `[..., c, h, w]` (torchvision's
 * `get_num_channels`, which is also called `get_image_num_channels`).
 * @example getNumChannels(image); // 3
 */
export function getNumChannels(picture: Image | Video | Tensor): number {
  return getDimensions(picture)[0];
}

/** `getNumChannels` under its older name. */
export const getImageNumChannels = getNumChannels;
