import type { Tensor } from "../../tensor/index.ts";
import { checkInteger } from "../../util/check.ts";
import { linear } from "../functional/linear.ts";
import { defaultBias, defaultWeight } from "../init.ts";
import { Module } from "../module.ts";
import { parameter } from "../parameter.ts";

/**
 * `y = x W^T + b`. Shapes: `[..., inFeatures]` -> `[..., outFeatures]`; weight `[out, in]`, bias `[out]`,
 * both uniform in +-1/sqrt(in) at first. `torch.nn.Linear`.
 * @example new Linear(10, 5).forward(zeros([4, 10])).shape; // [4, 5]
 */
export class Linear extends Module {
  readonly weight: Tensor;
  readonly bias: Tensor | undefined;

  constructor(inFeatures: number, outFeatures: number, { bias = true }: { bias?: boolean } = {}) {
    super();
    checkInteger("Linear", "inFeatures", inFeatures, { low: 1 });
    checkInteger("Linear", "outFeatures", outFeatures, { low: 1 });
    const shape = [outFeatures, inFeatures];
    this.weight = parameter(defaultWeight(shape));
    this.bias = bias ? parameter(defaultBias(outFeatures, shape)) : undefined;
  }

  forward(x: Tensor): Tensor {
    return linear(x, this.weight, this.bias);
  }

  protected override describe(): string {
    const [out, into] = this.weight.shape;
    return `in_features=${into}, out_features=${out}, bias=${this.bias ? "True" : "False"}`;
  }
}
