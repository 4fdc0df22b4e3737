import { BoundingBoxes, Image, KeyPoints, Mask, Video } from "../../sample/index.ts";
import { Tensor } from "../../tensor/index.ts";
import { expected } from "../../util/errors.ts";
import { planarFromPixels } from "../kernels/planar.ts";

/**
 * A part's numbers as a tensor, values unchanged: an image `[c, h, w]` and a video `[t, c, h, w]`,
 * uint8 or float32; a mask in its shape, uint8 or int32; boxes `[n, k]` and key points `[n, 2]`,
 * float32. For images this is torchvision's `pil_to_tensor`.
 * @example const bytes = toPureTensor(image); // uint8 [3, height, width]
 */
export function toPureTensor(part: Image | Video | Mask | BoundingBoxes | KeyPoints): Tensor {
  if (part instanceof Image) return stacked([part], []);
  if (part instanceof Video) return stacked(part.frames, [part.length]);
  if (part instanceof Mask) {
    const data = part.data instanceof Uint8Array ? part.data.slice() : Int32Array.from(part.data);
    return Tensor.fromData(data, part.shape);
  }
  if (part instanceof KeyPoints) return Tensor.fromData(part.data.slice(), [part.length, 2]);
  if (part instanceof BoundingBoxes) {
    const { format, length, data } = part;
    const k = format === "XYXYXYXY" ? 8 : format.endsWith("R") ? 5 : 4;
    return Tensor.fromData(data.slice(), [length, k]);
  }
  const what = "an Image, Video, Mask, BoundingBoxes or KeyPoints";
  throw expected("toPureTensor", what, part, "tensors need no conversion");
}

function stacked(frames: readonly Image[], leading: readonly number[]): Tensor {
  const { data, channels, height, width } = frames[0]!;
  const Kind = data.constructor as Uint8ArrayConstructor;
  const out = new Kind(frames.length * data.length);
  for (const [t, frame] of frames.entries())
    out.set(planarFromPixels(frame.data, channels), t * data.length);
  return Tensor.fromData(out, [...leading, channels, height, width]);
}
