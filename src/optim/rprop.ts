import { full, zeros } from "../tensor/index.ts";
import { expected } from "../util/errors.ts";
import { checkNotNegative, checkSwitches } from "./checks.ts";
import { Optimizer, type OptimizerFacts, type Update, type UpdateInput } from "./optimizer.ts";
import type { Trained } from "./param-group.ts";

/** Settings of `Rprop`. */
export interface RpropOptions {
  /** Size of the first step. Default 0.01. */
  readonly lr?: number;
  /** Factors of the step's size where the gradient's sign turned and where it stayed. Default [0.5, 1.2]. */
  readonly etas?: readonly [number, number];
  /** The smallest and the largest step. Default [1e-6, 50]. */
  readonly stepSizes?: readonly [number, number];
  /** Whether to climb instead of descend. Default false. */
  readonly maximize?: boolean;
}

type Settings = Required<RpropOptions>;

const facts: OptimizerFacts<Settings> = {
  name: "Rprop",
  defaults: { lr: 1e-2, etas: [0.5, 1.2], stepSizes: [1e-6, 50], maximize: false },
  check(settings) {
    checkNotNegative("Rprop", settings, "lr");
    checkSwitches("Rprop", settings, "maximize");
    const [less, more] = settings.etas;
    if (!(less > 0 && less < 1 && more > 1 && more < Infinity)) {
      throw expected("Rprop", "etas with 0 < etas[0] < 1 < etas[1]", settings.etas, "pass others");
    }
    const [low, high] = settings.stepSizes;
    if (low >= 0 && high >= low && high < Infinity) return;
    throw expected("Rprop", "stepSizes [low, high]", settings.stepSizes, "pass others");
  },
};

/**
 * Steps by the gradient's sign alone, longer while it stays, shorter when it turns (Riedmiller and Braun 1993); for
 * whole data sets, not batches. `torch.optim.Rprop`.
 * @example const optimizer = new Rprop(model.parameters(), { lr: 0.01 });
 */
export class Rprop extends Optimizer<Settings> {
  constructor(parameters: Trained<Settings>, options: RpropOptions = {}) {
    super(facts, parameters, options);
  }

  // s = clamp(s eta); where the sign turned, g = 0;  p -= sign(g) s
  protected update({
    parameter,
    gradient,
    state,
    settings,
    scalar,
  }: UpdateInput<Settings>): Update {
    const { lr, etas, stepSizes, maximize } = settings;
    const g = maximize ? gradient.neg() : gradient;
    const { shape, dtype } = g;
    const last = state.tensors["prev"] ?? zeros(shape, { dtype });
    const size = state.tensors["step_size"] ?? full(shape, lr, { dtype });
    const turn = g.mul(last);
    const [turned, stayed] = [turn.lt(0), turn.gt(0)];
    const other = size.mul(scalar("less", etas[0])).where(turned, size);
    const next = size
      .mul(scalar("more", etas[1]))
      .where(stayed, other)
      .maximum(scalar("low", stepSizes[0]))
      .minimum(scalar("high", stepSizes[1]));
    const taken = zeros([], { dtype }).where(turned, g);
    return {
      value: parameter.sub(taken.sign().mul(next)),
      tensors: { prev: taken, step_size: next },
    };
  }
}
