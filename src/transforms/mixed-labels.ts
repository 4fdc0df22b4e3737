import { isFloating, Tensor } from "../tensor/index.ts";
import { expected } from "../util/errors.ts";
import { blendWithPrevious } from "./kernels/mix-previous.ts";

/**
 * Float32 shares `[b, classes]`: `share` of each sample's own labels and the rest of those of the sample
 * before it. Labels are class numbers `[b]` below `numClasses`, or numbers `[b, classes]`.
 */
export function mixedLabels(
  who: string,
  labels: Tensor,
  share: number,
  numClasses: number | undefined,
): Tensor {
  const [batch = 0, classes = numClasses ?? 0] = labels.shape;
  const values = Float32Array.from(labels.hostData(), Number);
  const shares = labels.shape.length === 1 ? oneHot(who, labels, values, classes) : values;
  return Tensor.fromData(blendWithPrevious(shares, batch, share), [batch, classes]);
}

function oneHot(
  who: string,
  { dtype }: Tensor,
  numbers: Float32Array,
  classes: number,
): Float32Array {
  const out = new Float32Array(numbers.length * classes);
  for (const [i, value] of numbers.entries()) {
    if (isFloating(dtype) || value < 0 || value >= classes) {
      const what = `class numbers in [0, ${classes}) as whole numbers`;
      throw expected(who, what, isFloating(dtype) ? dtype : value, "check numClasses");
    }
    out[i * classes + value] = 1;
  }
  return out;
}
