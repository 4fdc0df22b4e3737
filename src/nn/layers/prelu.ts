import { full, type Tensor } from "../../tensor/index.ts";
import { checkInteger, checkNumber } from "../../util/check.ts";
import { prelu } from "../functional/activation.ts";
import { Module } from "../module.ts";
import { parameter } from "../parameter.ts";

/**
 * `x` above zero, `weight x` below, with a trained slope that starts at `init` (default 0.25): one, or one for each of
 * `numParameters` channels. Shapes: `[n, channels, ...]`, kept; any with one slope. `torch.nn.PReLU`.
 * @example await new PReLU().forward(tensor([-1, 2])).toArray(); // [-0.25, 2]
 */
export class PReLU extends Module {
  /** `[numParameters]` */
  readonly weight: Tensor;

  constructor(numParameters = 1, { init = 0.25 }: { readonly init?: number } = {}) {
    super();
    const count = checkInteger("PReLU", "numParameters", numParameters, { low: 1 });
    this.weight = parameter(full([count], checkNumber("PReLU", "init", init)));
  }

  forward(x: Tensor): Tensor {
    return prelu(x, this.weight);
  }

  protected override describe(): string {
    return `num_parameters=${this.weight.shape[0]}`;
  }
}
