import { Image, Video } from "../../sample/index.ts";
import { Tensor } from "../../tensor/index.ts";
import { checkInteger } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";
import { evenIndices } from "../kernels/even-indices.ts";

/**
 * `numSamples` frames of a video or of a tensor `[..., t, c, h, w]`, spread evenly from the first to the
 * last (torchvision's `uniform_temporal_subsample`); more samples than frames repeat frames.
 * @example const eight = uniformTemporalSubsample(video, 8);
 */
export function uniformTemporalSubsample<Part extends Video | Tensor>(
  part: Part,
  numSamples: number,
): Part {
  const who = "uniformTemporalSubsample";
  checkInteger(who, "numSamples", numSamples, { low: 1 });
  if (part instanceof Video) {
    if (part.length === numSamples) return part;
    const indices = evenIndices(part.length, numSamples);
    return new Video(Array.from(indices, (i) => copy(part.frames[i]!))) as Part;
  }
  if (part instanceof Tensor && part.shape.length >= 4) return framesOf(part, numSamples) as Part;
  const what = "a Video or a Tensor [..., t, c, h, w]";
  throw expected(who, what, part instanceof Tensor ? part.shape : part, "pass frames");
}

function copy(frame: Image): Image {
  return new Image(frame.data.slice(), frame);
}

function framesOf(tensor: Tensor, numSamples: number): Tensor {
  const { shape, dtype } = tensor;
  const [count = 0, ...frame] = shape.slice(-4);
  if (count === 0)
    throw expected("uniformTemporalSubsample", "at least one frame", { shape }, "drop empty clips");
  if (count === numSamples) return tensor;
  const data = tensor.hostData();
  const length = frame.reduce((product, size) => product * size, 1);
  const clips = data.length / (count * length || 1);
  const indices = evenIndices(count, numSamples);
  const Kind = data.constructor as { new (length: number): typeof data };
  const out = new Kind(clips * numSamples * length);
  for (let clip = 0, o = 0; clip < clips; clip++)
    for (const i of indices) {
      const start = (clip * count + i) * length;
      out.set(data.subarray(start, start + length) as never, o);
      o += length;
    }
  return Tensor.fromData(out, [...shape.slice(0, -4), numSamples, ...frame], dtype);
}
