import { Image, Video } from "../../sample/index.ts";
import { Tensor } from "../../tensor/index.ts";
import { expected } from "../../util/errors.ts";
import { bytesToPlanes, planarFromPixels, unitTable } from "../kernels/planar.ts";

/**
 * Pixels as a float32 tensor `[c, h, w]`, of a video `[t, c, h, w]` (torchvision's `to_tensor`):
 * bytes are divided by 255, float pixels keep their values.
 * @example const x = toTensor(image); // [3, height, width], 0..1
 */
export function toTensor(picture: Image | Video): Tensor {
  const table = unitTable();
  if (picture instanceof Image) {
    const { channels, height, width } = picture;
    return Tensor.fromData(planes(picture, table), [channels, height, width]);
  }
  if (!(picture instanceof Video))
    throw expected("toTensor", "an Image or a Video", picture, "decode the file first");
  const { channels, height, width, data } = picture.frames[0]!;
  const all = new Float32Array(picture.length * data.length);
  for (const [t, frame] of picture.frames.entries()) all.set(planes(frame, table), t * data.length);
  return Tensor.fromData(all, [picture.length, channels, height, width]);
}

function planes({ data, channels }: Image, table: Float32Array): Float32Array {
  return data instanceof Uint8Array
    ? bytesToPlanes(data, channels, table)
    : planarFromPixels(data, channels);
}
