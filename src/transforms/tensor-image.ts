import { type Channels, Image } from "../sample/index.ts";
import { Tensor } from "../tensor/index.ts";
import { expected } from "../util/errors.ts";
import { allocateLike } from "./kernels/gather.ts";
import { pixelsFromPlanar, planarFromPixels } from "./kernels/planar.ts";

/**
 * A tensor `[..., c, h, w]` with `change` applied to each picture in it; the same tensor if no
 * picture changed. A batch of none gets the shape that a picture would get. Throws unless it is
 * float32 or uint8 with 1 to 4 channels, of pictures that have pixels.
 */
export function mapTensorImages(
  who: string,
  tensor: Tensor,
  change: (image: Image) => Image,
): Tensor {
  const before = imagesOf(who, tensor);
  if (before.length === 0) return mapNone(tensor, tensor.shape.at(-3)!, change);
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
  if (data.length === 0) return mapNone(tensor, 1, change);
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

// What a black picture of `channels` becomes says the shape and type of an empty batch.
function mapNone(tensor: Tensor, channels: number, change: (image: Image) => Image): Tensor {
  const [all = 0, height = 0, width = 0] = tensor.shape.slice(-3);
  const length = channels * height * width;
  const pixels = tensor.dtype === "uint8" ? new Uint8Array(length) : new Float32Array(length);
  const before = new Image(pixels, { width, height, channels: channels as Channels });
  const after = change(before);
  if (after === before) return tensor;
  const count = channels === all ? after.channels : all;
  const shape = [...tensor.shape.slice(0, -3), count, ...after.size];
  return Tensor.fromData(allocateLike(after.data, 0), shape);
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
  if (tensor.shape.slice(-3).includes(0))
    throw expected(who, "pictures with pixels", { shape: tensor.shape }, "drop empty pictures");
  return data;
}
