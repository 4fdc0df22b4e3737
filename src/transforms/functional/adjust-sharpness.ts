import { Image } from "../../sample/index.ts";
import { checkNumber } from "../../util/check.ts";
import { sharpenBytes, sharpenFloats } from "../kernels/sharpen.ts";
import { checkOpaque, onPicture, type PicturePart } from "./on-picture.ts";

/**
 * Moves each pixel away from a blur of its neighbours by a factor >= 0: 0 is the blur, 1 the picture
 * itself, 2 sharper (torchvision's `adjust_sharpness`). The outermost pixels stay. Bytes get Pillow's
 * values, and alpha stays; floats are cut to 0..1 and have 1 or 3 channels.
 * @example const sharp = adjustSharpness(image, 2);
 */
export function adjustSharpness<Part extends PicturePart>(
  part: Part,
  sharpnessFactor: number,
): Part {
  const who = "adjustSharpness";
  const factor = checkNumber(who, "sharpnessFactor", sharpnessFactor, { low: 0 });
  return onPicture(
    who,
    part,
    (image) => {
      const { data, width, height, channels } = image;
      if (data instanceof Float32Array) checkOpaque(who, image);
      if (width <= 2 || height <= 2) return image;
      const out =
        data instanceof Uint8Array
          ? sharpenBytes(data, width, channels, factor)
          : sharpenFloats(data, width, channels, factor);
      return new Image(out, image);
    },
    { eachChannel: true },
  );
}
