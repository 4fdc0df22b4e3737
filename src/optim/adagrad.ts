import { full } from "../tensor/index.ts";
import { checkNotNegative, checkSwitches } from "./checks.ts";
import { descent } from "./descent.ts";
import { Optimizer, type OptimizerFacts, type Update, type UpdateInput } from "./optimizer.ts";
import type { Trained } from "./param-group.ts";

/** Settings of `Adagrad`. */
export interface AdagradOptions {
  /** Learning rate. Default 0.01. */
  readonly lr?: number;
  /** How fast the rate falls with the steps. Default 0. */
  readonly lrDecay?: number;
  /** Pull of each parameter towards zero. Default 0. */
  readonly weightDecay?: number;
  /** What the sum of squares begins with. Default 0. */
  readonly initialAccumulatorValue?: number;
  /** Added to the denominator. Default 1e-10. */
  readonly eps?: number;
  /** Whether to climb instead of descend. Default false. */
  readonly maximize?: boolean;
}

type Settings = Required<AdagradOptions>;

const facts: OptimizerFacts<Settings> = {
  name: "Adagrad",
  defaults: {
    lr: 1e-2,
    lrDecay: 0,
    weightDecay: 0,
    initialAccumulatorValue: 0,
    eps: 1e-10,
    maximize: false,
  },
  check(settings) {
    const numbers = ["lr", "lrDecay", "weightDecay", "initialAccumulatorValue", "eps"] as const;
    checkNotNegative("Adagrad", settings, ...numbers);
    checkSwitches("Adagrad", settings, "maximize");
  },
};

/**
 * Steps that shrink with the sum of all squared gradients (Duchi et al. 2011). `torch.optim.Adagrad`.
 * @example const optimizer = new Adagrad(model.parameters(), { lr: 0.01 });
 */
export class Adagrad extends Optimizer<Settings> {
  constructor(parameters: Trained<Settings>, options: AdagradOptions = {}) {
    super(facts, parameters, options);
  }

  // s += g^2;  p -= lr / (1 + (t - 1) lrDecay) g / (sqrt(s) + eps)
  protected update(input: UpdateInput<Settings>): Update {
    const { parameter, settings, scalar } = input;
    const { tensors, numbers } = input.state;
    const { lr, lrDecay, eps, initialAccumulatorValue } = settings;
    const step = (numbers["step"] ?? 0) + 1;
    const g = descent(input);
    const last = tensors["sum"] ?? full(g.shape, initialAccumulatorValue, { dtype: g.dtype });
    const sum = last.add(g.square());
    const rate = scalar("rate", lr / (1 + (step - 1) * lrDecay));
    const value = parameter.sub(g.mul(rate).div(sum.sqrt().add(scalar("eps", eps))));
    return { value, tensors: { sum }, numbers: { step } };
  }
}
