import { uninitializedBytes } from "../../util/allocate.ts";
import { equalizeTable } from "../kernels/byte-tables.ts";
import { bytesFromFloats, floatsFromBytes } from "../kernels/float-maps.ts";
import { histograms } from "../kernels/histogram.ts";
import { mapBytesInto } from "../kernels/map-bytes.ts";
import { mapColors } from "./map-colors.ts";
import { onPicture, type PicturePart } from "./on-picture.ts";

/**
 * Makes all values of each channel about as frequent (torchvision's `equalize`). Bytes get Pillow's
 * values and have 1 or 3 channels; floats are rounded down to 256 levels first.
 * @example const even = equalize(image);
 */
export function equalize<Part extends PicturePart>(part: Part): Part {
  return onPicture("equalize", part, (image) => mapColors("equalize", image, { bytes, floats }), {
    eachChannel: true,
  });
}

function bytes(data: Uint8Array, channels: number): Uint8Array {
  const [first, ...rest] = histograms(data, channels).map(equalizeTable);
  const out = uninitializedBytes(data.length);
  mapBytesInto(out, data, [first!, ...rest]);
  return out;
}

function floats(data: Float32Array, channels: number): Float32Array {
  return floatsFromBytes(bytes(bytesFromFloats(data), channels));
}
