import { Tensor } from "../../tensor/index.ts";
import { checkNumber } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";
import { normalizePlanes } from "../kernels/normalize.ts";

/**
 * `(x - mean) / std` for each channel of a float32 tensor `[..., c, h, w]` (torchvision's
 * `normalize`), computed in float32. `mean` and `std` have one value, or one for each channel. Throws
 * on other tensors, on lengths that do not fit, and where std is 0 in float32.
 * @example const y = normalize(x, [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]);
 */
export function normalize(tensor: Tensor, mean: readonly number[], std: readonly number[]): Tensor {
  checkStatistics("normalize", mean, std);
  if (!(tensor instanceof Tensor))
    throw expected("normalize", "a float32 tensor", tensor, "put ToTensor before it");
  const data = tensor.hostData();
  if (!(data instanceof Float32Array))
    throw expected("normalize", "a float32 tensor", tensor.dtype, "put ToTensor before it");
  const [channels = 0, height = 0, width = 0] = tensor.shape.slice(-3);
  if (tensor.shape.length < 3)
    throw expected("normalize", "a tensor [..., c, h, w]", tensor.shape, "add the missing dims");
  for (const [name, list] of Object.entries({ mean, std })) {
    if (list.length === 1 || list.length === channels) continue;
    const what = `${name} with 1 value or ${channels}, one for each channel`;
    throw expected("normalize", what, list, `the tensor is [${tensor.shape.join(", ")}]`);
  }
  const out = normalizePlanes(
    data,
    height * width,
    Float32Array.from(mean),
    Float32Array.from(std),
  );
  return Tensor.fromData(out, tensor.shape);
}

/** Refuses means and standard deviations that are no lists of finite numbers that fit, or std 0. */
export function checkStatistics(
  who: string,
  mean: readonly number[],
  std: readonly number[],
): void {
  for (const [name, list] of Object.entries({ mean, std })) {
    if (!Array.isArray(list) || list.length === 0)
      throw expected(who, `${name} as a list of numbers`, list, "pass one number for each channel");
    for (const value of list) checkNumber(who, name, value);
  }
  if (mean.length !== std.length && mean.length !== 1 && std.length !== 1)
    throw expected(who, "mean and std of one length", { mean, std }, "pass one for each channel");
  if (std.some((value) => Math.fround(value) === 0))
    throw expected(who, "std other than 0 in float32", std, "a channel without spread takes 1");
}
