import type { Tensor } from "../../tensor/index.ts";
import { sameShape } from "../../tensor/shape.ts";
import { expected } from "../../util/errors.ts";

/**
 * `x1 W x2 + b` for each output. Shapes: x1 `[..., in1]`, x2 `[..., in2]`, weight `[out, in1, in2]`, bias `[out]` ->
 * `[..., out]`. `torch.nn.functional.bilinear`.
 */
export function bilinear(x1: Tensor, x2: Tensor, weight: Tensor, bias?: Tensor): Tensor {
  const who = "bilinear";
  const [out, in1, in2] = weight.shape as [number, number, number];
  if (weight.shape.length !== 3)
    throw expected(who, "a weight [out, in1, in2]", weight.shape, "check the weight");
  if (x1.shape.at(-1) !== in1 || x2.shape.at(-1) !== in2) {
    const what = `inputs [..., ${in1}] and [..., ${in2}] (weight ${JSON.stringify(weight.shape)})`;
    throw expected(who, what, [x1.shape, x2.shape], "check in1Features and in2Features");
  }
  const lead = x1.shape.slice(0, -1);
  if (!sameShape(lead, x2.shape.slice(0, -1))) {
    const what = "two inputs that differ in their last dimension only";
    throw expected(who, what, [x1.shape, x2.shape], "pass as many rows of both");
  }
  const rows = lead.reduce((product, length) => product * length, 1);
  // [rows, in1] x [in1, out in2] -> [rows, out, in2] x [rows, in2, 1] -> [rows, out, 1]
  const left = x1.reshape([rows, in1]).matmul(weight.permute([1, 0, 2]).reshape([in1, out * in2]));
  const product = left.reshape([rows, out, in2]).matmul(x2.reshape([rows, in2, 1]));
  const y = product.reshape([...lead, out]);
  return bias === undefined ? y : y.add(bias);
}
