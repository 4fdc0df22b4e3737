import { zeros } from "../tensor/index.ts";
import { checkNumber } from "../util/check.ts";
import { checkNotNegative, checkSwitches } from "./checks.ts";
import { descent, runningMean } from "./descent.ts";
import { Optimizer, type OptimizerFacts, type Update, type UpdateInput } from "./optimizer.ts";
import type { Trained } from "./param-group.ts";

/** Settings of `Adadelta`. */
export interface AdadeltaOptions {
  /** What the steps are scaled with. Default 1. */
  readonly lr?: number;
  /** How much of the running means stays in a step. Default 0.9. */
  readonly rho?: number;
  /** Added below the roots. Default 1e-6. */
  readonly eps?: number;
  /** Pull of each parameter towards zero. Default 0. */
  readonly weightDecay?: number;
  /** Whether to climb instead of descend. Default false. */
  readonly maximize?: boolean;
}

type Settings = Required<AdadeltaOptions>;

const facts: OptimizerFacts<Settings> = {
  name: "Adadelta",
  defaults: { lr: 1, rho: 0.9, eps: 1e-6, weightDecay: 0, maximize: false },
  check(settings) {
    checkNotNegative("Adadelta", settings, "lr", "eps", "weightDecay");
    checkNumber("Adadelta", "rho", settings.rho, { low: 0, high: 1 });
    checkSwitches("Adadelta", settings, "maximize");
  },
};

/**
 * Steps of the size of earlier steps (Zeiler 2012). `torch.optim.Adadelta`.
 * @example const optimizer = new Adadelta(model.parameters());
 */
export class Adadelta extends Optimizer<Settings> {
  constructor(parameters: Trained<Settings>, options: AdadeltaOptions = {}) {
    super(facts, parameters, options);
  }

  // v = rho v + (1 - rho) g^2;  d = sqrt(u + eps) / sqrt(v + eps) g;  u = rho u + (1 - rho) d^2;  p -= lr d
  protected update(input: UpdateInput<Settings>): Update {
    const { parameter, settings, scalar, state } = input;
    const { lr, rho } = settings;
    const g = descent(input);
    const none = () => zeros(g.shape, { dtype: g.dtype });
    const eps = scalar("eps", settings.eps);
    const square = runningMean(state.tensors["square_avg"] ?? none(), g.square(), rho, scalar);
    const last = state.tensors["acc_delta"] ?? none();
    const delta = last.add(eps).sqrt().div(square.add(eps).sqrt()).mul(g);
    const deltas = runningMean(last, delta.square(), rho, scalar);
    return {
      value: parameter.sub(delta.mul(scalar("lr", lr))),
      tensors: { square_avg: square, acc_delta: deltas },
    };
  }
}
