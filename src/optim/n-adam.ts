import { moments } from "./adam-family.ts";
import { checkBetas, checkNotNegative, checkSwitches } from "./checks.ts";
import { descent } from "./descent.ts";
import { Optimizer, type OptimizerFacts, type Update, type UpdateInput } from "./optimizer.ts";
import type { Trained } from "./param-group.ts";

/** Settings of `NAdam`. */
export interface NAdamOptions {
  /** Learning rate. Default 0.002. */
  readonly lr?: number;
  /** How much of the running means of the gradient and of its square stays in a step. Default [0.9, 0.999]. */
  readonly betas?: readonly [number, number];
  /** Added to the denominator. Default 1e-8. */
  readonly eps?: number;
  /** Pull of each parameter towards zero. Default 0. */
  readonly weightDecay?: number;
  /** How fast the momentum grows to its full size. Default 0.004. */
  readonly momentumDecay?: number;
  /** Whether to climb instead of descend. Default false. */
  readonly maximize?: boolean;
}

type Settings = Required<NAdamOptions>;

const facts: OptimizerFacts<Settings> = {
  name: "NAdam",
  defaults: {
    lr: 2e-3,
    betas: [0.9, 0.999],
    eps: 1e-8,
    weightDecay: 0,
    momentumDecay: 4e-3,
    maximize: false,
  },
  check(settings) {
    checkNotNegative("NAdam", settings, "lr", "eps", "weightDecay", "momentumDecay");
    checkBetas("NAdam", settings.betas);
    checkSwitches("NAdam", settings, "maximize");
  },
};

/**
 * Adam with Nesterov's look ahead (Dozat 2016). `torch.optim.NAdam`.
 * @example const optimizer = new NAdam(model.parameters(), { lr: 2e-3 });
 */
export class NAdam extends Optimizer<Settings> {
  constructor(parameters: Trained<Settings>, options: NAdamOptions = {}) {
    super(facts, parameters, options);
  }

  // mu_t = beta1 (1 - 0.96^(t decay) / 2);  M = mu_1 ... mu_t;  d = sqrt(v / (1 - beta2^t)) + eps
  // p -= lr (1 - mu_t) / (1 - M) g / d + lr mu_{t+1} / (1 - M mu_t mu_{t+1}) m / d. PyTorch 1.13 has mu_t twice in the
  // last product, the paper once.
  protected update(input: UpdateInput<Settings>): Update {
    const { parameter, settings, scalar } = input;
    const { lr, betas, eps, momentumDecay } = settings;
    const g = descent(input);
    const { step, mean, square } = moments(g, input);
    const momentum = (t: number) => betas[0] * (1 - 0.5 * 0.96 ** (t * momentumDecay));
    const [mu, next] = [momentum(step), momentum(step + 1)];
    const product = (input.state.numbers["mu_product"] ?? 1) * mu;
    const divisor = square
      .mul(scalar("1/(1-beta2^t)", 1 / (1 - betas[1] ** step)))
      .sqrt()
      .add(scalar("eps", eps));
    const now = g.mul(scalar("now", (lr * (1 - mu)) / (1 - product)));
    const ahead = mean.mul(scalar("ahead", (lr * next) / (1 - product * mu * next)));
    return {
      value: parameter.sub(now.add(ahead).div(divisor)),
      tensors: { exp_avg: mean, exp_avg_sq: square },
      numbers: { step, mu_product: product },
    };
  }
}
