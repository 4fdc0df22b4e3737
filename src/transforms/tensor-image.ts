import { type Channels, Image } from "../sample/index.ts";
import { Tensor } from "../tensor/index.ts";
import { expected } from "../util/errors.ts";
import { allocateLike } from "./kernels/gather.ts";
import { pixelsFromPlanar, planarFromPixels } from "./kernels/planar.ts";

/**
 * A tensor `[..., c, h, w]` with `change` applied to each picture in it; the same tensor if no
 * picture changed. Throws unless it is float32 or uint8 with 1 to 4 channels and at least one picture.
 */
export function mapTensorImages(
  who: string,
  tensor: Tensor,
  change: (image: Image) => Image,
): Tensor {
  const before = imagesOf(who, tensor);
  const after = before.map(change);
  if (after.every((image, i) => image === before[i])) return tensor;
  const { channels, height, width, data } = after[0]!;
  const all = allocateLike(data, data.length * after.length);
  for (const [i, image] of after.entries())
    all.set(planarFromPixels(image.data, channels), i * data.length);
  return Tensor.fromData(all, [...tensor.shape.slice(0, -3), channels, height, width]);
}

/**
 * The same for a change that treats each channel by itself, and all alike: it gets the planes of 1 or
 * 3 channels as grey pictures, and no pixels are moved.
 */
export function mapTensorPlanes(
  who: string,
  tensor: Tensor,
  change: (image: Image) => Image,
): Tensor {
  const [channels, height = 0, width = 0] = tensor.shape.slice(-3);
  if (channels !== 1 && channels !== 3) return mapTensorImages(who, tensor, change);
  const data = checkPictures(who, tensor);
  const size = height * width;
  const before = Array.from({ length: data.length / size }, (_, i) => {
    const plane = data.subarray(i * size, (i + 1) * size);
    return new Image(plane, { width, height, channels: 1 });
  });
  const after = before.map(change);
  if (after.every((plane, i) => plane.data === before[i]!.data)) return tensor;
  const first = after[0]!;
  const all = allocateLike(first.data, first.data.length * after.length);
  for (const [i, plane] of after.entries()) all.set(plane.data, i * first.data.length);
  return Tensor.fromData(all, [...tensor.shape.slice(0, -2), ...first.size]);
}

// [..., c, h, w] -> pictures in [h, w, c]
function imagesOf(who: string, tensor: Tensor): Image[] {
  const data = checkPictures(who, tensor);
  const [channels = 0, height = 0, width = 0] = tensor.shape.slice(-3);
  const length = channels * height * width;
  return Array.from({ length: data.length / length }, (_, i) => {
    const planes = data.subarray(i * length, (i + 1) * length);
    const pixels = pixelsFromPlanar(planes, channels);
    return new Image(pixels, { width, height, channels: channels as Channels });
  });
}

function checkPictures(who: string, tensor: Tensor): Uint8Array | Float32Array {
  const data = tensor.hostData();
  const [channels = 0] = tensor.shape.slice(-3);
  const floats = data instanceof Float32Array;
  const bytes = data instanceof Uint8Array && tensor.dtype === "uint8";
  if (!(floats || bytes) || tensor.shape.length < 3 || channels < 1 || channels > 4) {
    throw expected(
      who,
      "a picture as float32 or uint8 tensor [..., c, h, w] with 1 to 4 channels",
      { dtype: tensor.dtype, shape: tensor.shape },
      "convert it, or keep labels in a Mask",
    );
  }
  if (data.length === 0)
    throw expected(who, "at least one picture", { shape: tensor.shape }, "drop empty tensors");
  return data;
}
