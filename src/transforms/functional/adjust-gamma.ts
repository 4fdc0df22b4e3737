import { Image } from "../../sample/index.ts";
import { uninitializedBytes } from "../../util/allocate.ts";
import { checkNumber } from "../../util/check.ts";
import { gammaTable } from "../kernels/byte-tables.ts";
import { gammaFloats } from "../kernels/float-maps.ts";
import { mapBytesInto } from "../kernels/map-bytes.ts";
import { onPicture, type PicturePart } from "./on-picture.ts";

/**
 * `gain * value ** gamma` of values in 0..1 (torchvision's `adjust_gamma`); gamma >= 0, below 1 makes
 * shadows lighter. Bytes go through Pillow's table, and alpha becomes 255, as there; floats are cut to
 * 0..1 only where `gain`, 1 by default, differs from 1.
 * @example const lighter = adjustGamma(image, 0.5);
 */
export function adjustGamma<Part extends PicturePart>(
  part: Part,
  gamma: number,
  { gain = 1 }: { readonly gain?: number } = {},
): Part {
  checkNumber("adjustGamma", "gamma", gamma, { low: 0 });
  checkNumber("adjustGamma", "gain", gain);
  return onPicture(
    "adjustGamma",
    part,
    (image) => {
      const { data } = image;
      if (data instanceof Float32Array) return new Image(gammaFloats(data, gamma, gain), image);
      return new Image(gammaBytes(data, image.channels, gammaTable(gamma, gain)), image);
    },
    { eachChannel: true },
  );
}

function gammaBytes(data: Uint8Array, channels: number, table: Uint8Array): Uint8Array {
  const out = uninitializedBytes(data.length);
  mapBytesInto(out, data, [table]);
  if (channels === 2 || channels === 4)
    for (let i = channels - 1; i < out.length; i += channels) out[i] = 255;
  return out;
}
