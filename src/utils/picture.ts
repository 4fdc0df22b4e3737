import { type Channels, Image } from "../sample/index.ts";
import { Tensor } from "../tensor/index.ts";
import { expected } from "../util/errors.ts";
import { fromPlanes, toPlanes } from "./planar.ts";
import type { Canvas } from "./shapes/canvas.ts";

/** What is drawn on: an image, or a tensor `[c, h, w]` of bytes (uint8) or floats 0..1 (float32). */
export type Picture = Image | Tensor;

/** Pixels side by side, `[height, width, channels]`, whatever they came from. */
export interface Pixels {
  readonly data: Uint8Array | Float32Array;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

/** The pixels of a grey or RGB picture as RGB; always a copy. Throws on other pictures. */
export function rgbPixels(who: string, picture: Picture): Pixels {
  const pixels = picture instanceof Tensor ? pixelsOfTensor(who, picture) : pixelsOfImage(picture);
  const { data, width, height, channels } = pixels ?? {
    data: [],
    width: 0,
    height: 0,
    channels: 0,
  };
  if (channels !== 1 && channels !== 3) {
    const what = "a grey or RGB picture: an Image, or a uint8 or float32 tensor [c, h, w]";
    const got =
      picture instanceof Tensor
        ? { dtype: picture.dtype, shape: picture.shape }
        : picture instanceof Image
          ? { channels }
          : picture;
    throw expected(who, what, got, "convert it first; transforms.RGB drops alpha");
  }
  const values = data as Uint8Array | Float32Array;
  const out = channels === 3 ? values.slice() : thrice(values);
  return { data: out, width, height, channels: 3 };
}

/** The picture as RGB bytes, a copy to draw on: floats 0..1 become floor(x * 255.999), as torchvision's. */
export function openCanvas(who: string, picture: Picture): Canvas {
  const { data, width, height } = rgbPixels(who, picture);
  if (data instanceof Uint8Array) return { data, width, height };
  const bytes = Uint8ClampedArray.from(data, (value) => Math.floor(Math.fround(value * 255.999)));
  return { data: new Uint8Array(bytes.buffer), width, height };
}

/** What was drawn, as a picture of the kind that `like` is. */
export function closeCanvas({ data, width, height }: Canvas, like: Picture): Picture {
  const isFloat =
    like instanceof Tensor ? like.dtype === "float32" : !(like.data instanceof Uint8Array);
  const values = isFloat ? Float32Array.from(data, (value) => value / 255) : data;
  return fromPixels({ data: values, width, height, channels: 3 }, like);
}

/** Pixels as an Image where `like` is one, else as a tensor `[c, h, w]`. */
export function fromPixels({ data, width, height, channels }: Pixels, like: Picture): Picture {
  if (like instanceof Image) {
    const { orientation } = like;
    return new Image(data, { width, height, channels: channels as Channels, orientation });
  }
  return Tensor.fromData(toPlanes(data, channels), [channels, height, width]);
}

function pixelsOfImage(picture: unknown): Pixels | undefined {
  return picture instanceof Image ? picture : undefined;
}

function pixelsOfTensor(who: string, tensor: Tensor): Pixels | undefined {
  const [channels = 0, height = 0, width = 0] = tensor.shape;
  if (tensor.shape.length !== 3 || !["uint8", "float32"].includes(tensor.dtype)) return undefined;
  if (tensor.shape.includes(0))
    throw expected(who, "at least one pixel", tensor.shape, "drop empty pictures");
  const planes = tensor.hostData() as Uint8Array | Float32Array;
  return { data: fromPlanes(planes, channels), width, height, channels };
}

function thrice<Data extends Uint8Array | Float32Array>(gray: Data): Data {
  const out =
    gray instanceof Uint8Array
      ? new Uint8Array(gray.length * 3)
      : new Float32Array(gray.length * 3);
  for (let i = 0; i < out.length; i++) out[i] = gray[Math.floor(i / 3)]!;
  return out as Data;
}
