import { type Channels, Image } from "../../sample/index.ts";
import { expected } from "../../util/errors.ts";
import { lumaBytes, lumaFloats } from "../kernels/luma.ts";
import { repeatThree } from "../kernels/repeat.ts";
import { checkOpaque, onPicture, type PicturePart } from "./on-picture.ts";

/** How many channels a grey picture gets. */
export interface GrayscaleOptions {
  /** 1, the default, or 3 equal ones. */
  readonly numOutputChannels?: number;
}

/**
 * The grey picture (torchvision's `rgb_to_grayscale`). Bytes get Pillow's values, and alpha is
 * dropped; floats have 1 or 3 channels. Videos are converted frame by frame, which torchvision
 * refuses for its `tv_tensors.Video`.
 * @example const gray = rgbToGrayscale(image, { numOutputChannels: 3 });
 */
export function rgbToGrayscale<Part extends PicturePart>(
  part: Part,
  { numOutputChannels = 1 }: GrayscaleOptions = {},
): Part {
  const channels = checkGrayChannels("rgbToGrayscale", numOutputChannels);
  return onPicture("rgbToGrayscale", part, (image) => grayPicture(image, channels));
}

/** Throws unless the number is 1 or 3. */
export function checkGrayChannels(who: string, numOutputChannels: number): 1 | 3 {
  if (numOutputChannels === 1 || numOutputChannels === 3) return numOutputChannels;
  throw expected(who, "numOutputChannels 1 or 3", numOutputChannels, "pass 1 or 3");
}

/** The grey picture in one channel, or in three equal ones. */
export function grayPicture(image: Image, channels: 1 | 3): Image {
  if (image.channels === 1 && channels === 1) return image;
  return withChannels(image, grayValues(image, channels), channels);
}

/** A picture of other values and channels, all else as `image` has it. */
export function withChannels(
  { width, height, orientation }: Image,
  data: Image["data"],
  channels: Channels,
): Image {
  return new Image(data, { width, height, channels, orientation });
}

function grayValues(image: Image, times: 1 | 3): Image["data"] {
  const { data, channels } = image;
  if (data instanceof Uint8Array) return lumaBytes(data, channels, times);
  checkOpaque("rgbToGrayscale", image);
  const gray = channels === 1 ? data : lumaFloats(data);
  return times === 1 ? gray : repeatThree(gray);
}
