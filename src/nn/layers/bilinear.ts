import { type Tensor, uniform } from "../../tensor/index.ts";
import { checkInteger } from "../../util/check.ts";
import { bilinear } from "../functional/bilinear.ts";
import { Module } from "../module.ts";
import { parameter } from "../parameter.ts";

/**
 * `x1 W x2 + b`: a number for each output from two inputs. Shapes: `[..., in1]`, `[..., in2]` -> `[..., out]`; weight
 * `[out, in1, in2]`, bias `[out]`, both uniform in +-1/sqrt(in1) at first. `torch.nn.Bilinear`.
 * @example new Bilinear(20, 30, 40).forward(zeros([8, 20]), zeros([8, 30])).shape; // [8, 40]
 */
export class Bilinear extends Module<[Tensor, Tensor]> {
  readonly weight: Tensor;
  readonly bias: Tensor | undefined;

  constructor(
    in1Features: number,
    in2Features: number,
    outFeatures: number,
    { bias = true }: { readonly bias?: boolean } = {},
  ) {
    super();
    checkInteger("Bilinear", "in1Features", in1Features, { low: 1 });
    checkInteger("Bilinear", "in2Features", in2Features, { low: 1 });
    checkInteger("Bilinear", "outFeatures", outFeatures, { low: 1 });
    const bound = 1 / Math.sqrt(in1Features);
    this.weight = parameter(uniform([outFeatures, in1Features, in2Features], -bound, bound));
    this.bias = bias ? parameter(uniform([outFeatures], -bound, bound)) : undefined;
  }

  forward(x1: Tensor, x2: Tensor): Tensor {
    return bilinear(x1, x2, this.weight, this.bias);
  }

  protected override describe(): string {
    const [out, in1, in2] = this.weight.shape;
    const bias = this.bias ? "True" : "False";
    return `in1_features=${in1}, in2_features=${in2}, out_features=${out}, bias=${bias}`;
  }
}
