import { type Tensor, zeros } from "../tensor/index.ts";
import { expected } from "../util/errors.ts";
import { checkNotNegative, checkSwitches } from "./checks.ts";
import { descent } from "./descent.ts";
import { Optimizer, type OptimizerFacts, type Update, type UpdateInput } from "./optimizer.ts";
import type { Trained } from "./param-group.ts";

/** Settings of `SGD`. */
export interface SGDOptions {
  /** Learning rate; has no default, as in PyTorch 1.13. */
  readonly lr: number;
  /** Share of the last step that goes into the next one. Default 0. */
  readonly momentum?: number;
  /** Pull of each parameter towards zero. Default 0. */
  readonly weightDecay?: number;
  /** Share of the gradient that momentum does not take in. Default 0. */
  readonly dampening?: number;
  /** Whether momentum looks one step ahead (Nesterov 1983). Default false. */
  readonly nesterov?: boolean;
  /** Whether to climb instead of descend. Default false. */
  readonly maximize?: boolean;
}

const facts: OptimizerFacts<SGDOptions> = {
  name: "SGD",
  defaults: {
    lr: undefined,
    momentum: 0,
    dampening: 0,
    weightDecay: 0,
    nesterov: false,
    maximize: false,
  },
  check(settings) {
    const { momentum, dampening, nesterov } = settings;
    checkNotNegative("SGD", settings, "lr", "momentum", "weightDecay", "dampening");
    checkSwitches("SGD", settings, "nesterov", "maximize");
    if (!nesterov || (momentum > 0 && dampening === 0)) return;
    const what = "momentum > 0 and no dampening with nesterov";
    throw expected("SGD", what, { momentum, dampening, nesterov }, "set momentum, e.g. 0.9");
  },
};

/**
 * Stochastic gradient descent with momentum. `torch.optim.SGD`; the momentum form is that of Sutskever et al. 2013.
 * @example const optimizer = new SGD(model.parameters(), { lr: 0.01, momentum: 0.9 });
 */
export class SGD extends Optimizer<SGDOptions> {
  constructor(parameters: Trained<SGDOptions>, options: SGDOptions) {
    super(facts, parameters, options);
  }

  // g += decay p;  v = momentum v + (1 - dampening) g;  p -= lr v, or p -= lr (g + momentum v) with nesterov
  protected update(input: UpdateInput<SGDOptions>): Update {
    const { parameter, settings, scalar } = input;
    const { lr, momentum, nesterov } = settings;
    const g = descent(input);
    const rate = scalar("lr", lr);
    if (momentum === 0) return { value: parameter.sub(g.mul(rate)), ...input.state };
    const velocity = this.#velocity(g, input);
    const step = nesterov ? g.add(velocity.mul(scalar("momentum", momentum))) : velocity;
    return { value: parameter.sub(step.mul(rate)), tensors: { momentum_buffer: velocity } };
  }

  // The first velocity is the gradient itself, dampening or not, as in PyTorch. Without dampening that is what zeros
  // lead to, and the first step then has the same structure as all others.
  #velocity(g: Tensor, { state, settings, scalar }: UpdateInput<SGDOptions>): Tensor {
    const last = state.tensors["momentum_buffer"];
    const { momentum, dampening } = settings;
    if (last === undefined && dampening !== 0) return g.mul(1);
    const part = dampening === 0 ? g : g.mul(scalar("1-dampening", 1 - dampening));
    const { shape, dtype } = g;
    return (last ?? zeros(shape, { dtype })).mul(scalar("momentum", momentum)).add(part);
  }
}
