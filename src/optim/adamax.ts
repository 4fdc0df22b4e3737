import { zeros } from "../tensor/index.ts";
import { checkBetas, checkNotNegative, checkSwitches } from "./checks.ts";
import { descent, runningMean } from "./descent.ts";
import { Optimizer, type OptimizerFacts, type Update, type UpdateInput } from "./optimizer.ts";
import type { Trained } from "./param-group.ts";

/** Settings of `Adamax`. */
export interface AdamaxOptions {
  /** Learning rate. Default 0.002. */
  readonly lr?: number;
  /** How much of the gradient's running mean and largest size stays in a step. Default [0.9, 0.999]. */
  readonly betas?: readonly [number, number];
  /** Added to the gradient's size. Default 1e-8. */
  readonly eps?: number;
  /** Pull of each parameter towards zero. Default 0. */
  readonly weightDecay?: number;
  /** Whether to climb instead of descend. Default false. */
  readonly maximize?: boolean;
}

type Settings = Required<AdamaxOptions>;

const facts: OptimizerFacts<Settings> = {
  name: "Adamax",
  defaults: { lr: 2e-3, betas: [0.9, 0.999], eps: 1e-8, weightDecay: 0, maximize: false },
  check(settings) {
    checkNotNegative("Adamax", settings, "lr", "eps", "weightDecay");
    checkBetas("Adamax", settings.betas);
    checkSwitches("Adamax", settings, "maximize");
  },
};

/**
 * Adam with the largest size of the gradient instead of its mean square (Kingma and Ba 2014). `torch.optim.Adamax`.
 * @example const optimizer = new Adamax(model.parameters(), { lr: 2e-3 });
 */
export class Adamax extends Optimizer<Settings> {
  constructor(parameters: Trained<Settings>, options: AdamaxOptions = {}) {
    super(facts, parameters, options);
  }

  // m = beta1 m + (1 - beta1) g;  u = max(beta2 u, |g| + eps);  p -= lr / (1 - beta1^t) m / u
  protected update(input: UpdateInput<Settings>): Update {
    const { parameter, settings, scalar } = input;
    const { tensors, numbers } = input.state;
    const { lr, betas, eps } = settings;
    const step = (numbers["step"] ?? 0) + 1;
    const g = descent(input);
    const none = () => zeros(g.shape, { dtype: g.dtype });
    const mean = runningMean(tensors["exp_avg"] ?? none(), g, betas[0], scalar, "beta1");
    const size = (tensors["exp_inf"] ?? none())
      .mul(scalar("beta2", betas[1]))
      .maximum(g.abs().add(scalar("eps", eps)));
    const rate = scalar("rate", lr / (1 - betas[0] ** step));
    return {
      value: parameter.sub(mean.mul(rate).div(size)),
      tensors: { exp_avg: mean, exp_inf: size },
      numbers: { step },
    };
  }
}
