import { moments } from "./adam-family.ts";
import { checkBetas, checkNotNegative, checkSwitches } from "./checks.ts";
import { descent } from "./descent.ts";
import { Optimizer, type OptimizerFacts, type Update, type UpdateInput } from "./optimizer.ts";
import type { Trained } from "./param-group.ts";

/** Settings of `RAdam`. */
export interface RAdamOptions {
  /** Learning rate. Default 0.001. */
  readonly lr?: number;
  /** How much of the running means of the gradient and of its square stays in a step. Default [0.9, 0.999]. */
  readonly betas?: readonly [number, number];
  /** Added to the denominator. Default 1e-8. */
  readonly eps?: number;
  /** Pull of each parameter towards zero. Default 0. */
  readonly weightDecay?: number;
  /** Whether to climb instead of descend. Default false. */
  readonly maximize?: boolean;
}

type Settings = Required<RAdamOptions>;

const facts: OptimizerFacts<Settings> = {
  name: "RAdam",
  defaults: { lr: 1e-3, betas: [0.9, 0.999], eps: 1e-8, weightDecay: 0, maximize: false },
  check(settings) {
    checkNotNegative("RAdam", settings, "lr", "eps", "weightDecay");
    checkBetas("RAdam", settings.betas);
    checkSwitches("RAdam", settings, "maximize");
  },
};

/**
 * Adam that trusts the mean square only once enough steps went into it (Liu et al. 2019). `torch.optim.RAdam`.
 * @example const optimizer = new RAdam(model.parameters(), { lr: 1e-3 });
 */
export class RAdam extends Optimizer<Settings> {
  constructor(parameters: Trained<Settings>, options: RAdamOptions = {}) {
    super(facts, parameters, options);
  }

  // p -= lr / (1 - beta1^t) m s, with s = rect sqrt(1 - beta2^t) / (sqrt(v) + eps) where the mean square is long
  // enough, else s = 1. Both are one program, s = a / (sqrt(v) + eps) + b, with a or b zero.
  protected update(input: UpdateInput<Settings>): Update {
    const { parameter, settings, scalar } = input;
    const { lr, betas, eps } = settings;
    const { step, mean, square } = moments(descent(input), input);
    const rect = rectification(betas[1], step);
    const divisor = square.sqrt().add(scalar("eps", eps));
    const adaptive = scalar("adaptive", (rect ?? 0) * Math.sqrt(1 - betas[1] ** step)).div(divisor);
    const size = adaptive.add(scalar("plain", rect === undefined ? 1 : 0));
    const rate = scalar("rate", lr / (1 - betas[0] ** step));
    return {
      value: parameter.sub(mean.mul(rate).mul(size)),
      tensors: { exp_avg: mean, exp_avg_sq: square },
      numbers: { step },
    };
  }
}

// The variance rectification of Liu et al., section 4; undefined while the average is of too few steps.
function rectification(beta2: number, step: number): number | undefined {
  const end = 2 / (1 - beta2) - 1;
  const now = end - (2 * step * beta2 ** step) / (1 - beta2 ** step);
  if (now <= 5) return undefined;
  return Math.sqrt(((now - 4) * (now - 2) * end) / ((end - 4) * (end - 2) * now));
}
