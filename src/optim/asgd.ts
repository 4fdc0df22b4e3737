import { zeros } from "../tensor/index.ts";
import { checkNumber } from "../util/check.ts";
import { checkNotNegative, checkSwitches } from "./checks.ts";
import { descent } from "./descent.ts";
import { Optimizer, type OptimizerFacts, type Update, type UpdateInput } from "./optimizer.ts";
import type { Trained } from "./param-group.ts";

/** Settings of `ASGD`. */
export interface ASGDOptions {
  /** Learning rate. Default 0.01. */
  readonly lr?: number;
  /** Pull towards zero that falls with the rate. Default 1e-4. */
  readonly lambd?: number;
  /** Power with which the rate falls. Default 0.75. */
  readonly alpha?: number;
  /** The step after which averaging begins. Default 1e6. */
  readonly t0?: number;
  /** Pull of each parameter towards zero. Default 0. */
  readonly weightDecay?: number;
  /** Whether to climb instead of descend. Default false. */
  readonly maximize?: boolean;
}

type Settings = Required<ASGDOptions>;

const facts: OptimizerFacts<Settings> = {
  name: "ASGD",
  defaults: { lr: 1e-2, lambd: 1e-4, alpha: 0.75, t0: 1e6, weightDecay: 0, maximize: false },
  check(settings) {
    checkNotNegative("ASGD", settings, "lr", "weightDecay");
    for (const name of ["lambd", "alpha", "t0"] as const) checkNumber("ASGD", name, settings[name]);
    checkSwitches("ASGD", settings, "maximize");
  },
};

/**
 * Gradient descent that also averages its parameters (Polyak and Juditsky 1992); the average is `ax` in the state.
 * `torch.optim.ASGD`.
 * @example const optimizer = new ASGD(model.parameters(), { lr: 0.01, t0: 1000 });
 */
export class ASGD extends Optimizer<Settings> {
  constructor(parameters: Trained<Settings>, options: ASGDOptions = {}) {
    super(facts, parameters, options);
  }

  // p = p (1 - lambd eta) - eta g;  ax += mu (p - ax);  eta = lr / (1 + lambd lr t)^alpha;  mu = 1 / max(1, t - t0)
  protected update(input: UpdateInput<Settings>): Update {
    const { parameter, settings, scalar } = input;
    const { tensors, numbers } = input.state;
    const { lr, lambd, alpha, t0 } = settings;
    const step = (numbers["step"] ?? 0) + 1;
    const { eta = lr, mu = 1 } = numbers;
    const value = parameter
      .mul(scalar("shrink", 1 - lambd * eta))
      .sub(descent(input).mul(scalar("eta", eta)));
    // With mu = 1 the average is the parameter; written with both factors, it is so to the bit.
    const last = tensors["ax"] ?? zeros(parameter.shape, { dtype: parameter.dtype });
    const average = last.mul(scalar("1-mu", 1 - mu)).add(value.mul(scalar("mu", mu)));
    return {
      value,
      tensors: { ax: average },
      numbers: { step, eta: lr / (1 + lambd * lr * step) ** alpha, mu: 1 / Math.max(1, step - t0) },
    };
  }
}
