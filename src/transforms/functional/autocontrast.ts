import { uninitialized, uninitializedBytes } from "../../util/allocate.ts";
import { autocontrastTable } from "../kernels/byte-tables.ts";
import { affineFloatsInto, floatRanges } from "../kernels/float-maps.ts";
import { extremes } from "../kernels/histogram.ts";
import { mapBytesInto } from "../kernels/map-bytes.ts";
import { mapColors } from "./map-colors.ts";
import { checkOpaque, onPicture, type PicturePart } from "./on-picture.ts";

/**
 * Spreads each channel over the whole range, its darkest value becoming 0 and its lightest the
 * largest one (torchvision's `autocontrast`); a channel of one value stays. Bytes get Pillow's values.
 * Throws unless the picture has 1 or 3 channels.
 * @example const spread = autocontrast(image);
 */
export function autocontrast<Part extends PicturePart>(part: Part): Part {
  return onPicture(
    "autocontrast",
    part,
    (image) => {
      checkOpaque("autocontrast", image);
      return mapColors("autocontrast", image, { bytes, floats });
    },
    { eachChannel: true },
  );
}

function bytes(data: Uint8Array, channels: number): Uint8Array {
  const [first, ...rest] = extremes(data, channels).map((range) => autocontrastTable(...range));
  const out = uninitializedBytes(data.length);
  mapBytesInto(out, data, [first!, ...rest]);
  return out;
}

function floats(data: Float32Array, channels: number): Float32Array {
  const maps = floatRanges(data, channels).map(([low, high]) =>
    low === high ? { scale: 1 } : { low, scale: 1 / (high - low) },
  );
  const out = uninitialized(data.length);
  affineFloatsInto(out, data, maps);
  return out;
}
