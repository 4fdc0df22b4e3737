import { applyOp, ops, type Tensor } from "../../tensor/index.ts";
import { expected } from "../../util/errors.ts";

/**
 * `x W^T + b`. Shapes: x `[..., in]`, weight `[out, in]`, bias `[out]` -> `[..., out]`.
 * `torch.nn.functional.linear`.
 */
export function linear(x: Tensor, weight: Tensor, bias?: Tensor): Tensor {
  if (weight.shape.length !== 2 || x.shape.at(-1) !== weight.shape[1]) {
    const what = `an input [..., ${weight.shape[1]}] for a weight ${JSON.stringify(weight.shape)}`;
    throw expected("linear", what, x.shape, "check inFeatures, or flatten the input first");
  }
  const rows = x.shape.length === 1 ? x.unsqueeze(0) : x;
  const inputs = bias === undefined ? [rows, weight] : [rows, weight, bias];
  const product = applyOp(ops.matmul, inputs, { transA: false, transB: true });
  return x.shape.length === 1 ? product.squeeze(0) : product;
}
