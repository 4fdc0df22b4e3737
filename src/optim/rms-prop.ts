import { zeros } from "../tensor/index.ts";
import { checkNotNegative, checkSwitches } from "./checks.ts";
import { descent, runningMean } from "./descent.ts";
import { Optimizer, type OptimizerFacts, type Update, type UpdateInput } from "./optimizer.ts";
import type { Trained } from "./param-group.ts";

/** Settings of `RMSprop`. */
export interface RMSpropOptions {
  /** Learning rate. Default 0.01. */
  readonly lr?: number;
  /** How much of the running mean of the squares stays in a step. Default 0.99. */
  readonly alpha?: number;
  /** Added to the denominator. Default 1e-8. */
  readonly eps?: number;
  /** Pull of each parameter towards zero. Default 0. */
  readonly weightDecay?: number;
  /** Share of the last step that goes into the next one. Default 0. */
  readonly momentum?: number;
  /** Whether to divide by the gradient's spread instead of its size. Default false. */
  readonly centered?: boolean;
  /** Whether to climb instead of descend. Default false. */
  readonly maximize?: boolean;
}

type Settings = Required<RMSpropOptions>;

const facts: OptimizerFacts<Settings> = {
  name: "RMSprop",
  defaults: {
    lr: 1e-2,
    alpha: 0.99,
    eps: 1e-8,
    weightDecay: 0,
    momentum: 0,
    centered: false,
    maximize: false,
  },
  check(settings) {
    checkNotNegative("RMSprop", settings, "lr", "alpha", "eps", "weightDecay", "momentum");
    checkSwitches("RMSprop", settings, "centered", "maximize");
  },
};

/**
 * Steps divided by the gradient's running size (Hinton 2012). `torch.optim.RMSprop`.
 * @example const optimizer = new RMSprop(model.parameters(), { lr: 0.01, momentum: 0.9 });
 */
export class RMSprop extends Optimizer<Settings> {
  constructor(parameters: Trained<Settings>, options: RMSpropOptions = {}) {
    super(facts, parameters, options);
  }

  // v = alpha v + (1 - alpha) g^2;  m likewise of g;  d = sqrt(v) + eps, or sqrt(v - m^2) + eps where centered
  // p -= lr g / d, or with momentum b = momentum b + g / d;  p -= lr b
  protected update(input: UpdateInput<Settings>): Update {
    const { parameter, settings, scalar, state } = input;
    const { lr, alpha, eps, momentum, centered } = settings;
    const g = descent(input);
    const last = (name: string) => state.tensors[name] ?? zeros(g.shape, { dtype: g.dtype });
    const square = runningMean(last("square_avg"), g.square(), alpha, scalar);
    const mean = centered ? runningMean(last("grad_avg"), g, alpha, scalar) : undefined;
    const spread = mean === undefined ? square : square.sub(mean.square());
    const scaled = g.div(spread.sqrt().add(scalar("eps", eps)));
    const step =
      momentum > 0
        ? last("momentum_buffer").mul(scalar("momentum", momentum)).add(scaled)
        : undefined;
    return {
      value: parameter.sub((step ?? scaled).mul(scalar("lr", lr))),
      tensors: {
        square_avg: square,
        ...(mean && { grad_avg: mean }),
        ...(step && { momentum_buffer: step }),
      },
    };
  }
}
