import { type Tensor, zeros } from "../tensor/index.ts";
import { checkNumber } from "../util/check.ts";
import { expected } from "../util/errors.ts";
import { Optimizer, type ParameterState, type Update } from "./optimizer.ts";

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
}

/**
 * Stochastic gradient descent with momentum. `torch.optim.SGD`; the momentum form is that of Sutskever et al. 2013.
 * @example const optimizer = new SGD(model.parameters(), { lr: 0.01, momentum: 0.9 });
 */
export class SGD extends Optimizer {
  readonly #momentum: number;
  readonly #weightDecay: number;
  readonly #dampening: number;
  readonly #nesterov: boolean;

  constructor(parameters: Iterable<Tensor>, options: SGDOptions) {
    const { lr, momentum = 0, weightDecay = 0, dampening = 0, nesterov = false } = options;
    super(parameters, lr);
    this.#momentum = checkNumber("SGD", "momentum", momentum, { low: 0 });
    this.#weightDecay = checkNumber("SGD", "weightDecay", weightDecay, { low: 0 });
    this.#dampening = checkNumber("SGD", "dampening", dampening, { low: 0 });
    this.#nesterov = nesterov;
    if (nesterov && (momentum === 0 || dampening !== 0)) {
      throw expected(
        "SGD",
        "momentum > 0 and no dampening with nesterov",
        options,
        "set momentum, e.g. 0.9",
      );
    }
  }

  // g += decay p;  v = momentum v + (1 - dampening) g;  p -= lr v, or p -= lr (g + momentum v) with nesterov
  protected update(
    parameter: Tensor,
    gradient: Tensor,
    state: ParameterState,
    rate: Tensor,
  ): Update {
    const decay = this.#weightDecay;
    const g = decay === 0 ? gradient : gradient.add(parameter.mul(decay));
    if (this.#momentum === 0) return { value: parameter.sub(g.mul(rate)), state };
    const velocity = this.#velocity(g, state["momentum_buffer"]);
    const step = this.#nesterov ? g.add(velocity.mul(this.#momentum)) : velocity;
    return { value: parameter.sub(step.mul(rate)), state: { momentum_buffer: velocity } };
  }

  // The first velocity is the gradient itself, dampening or not, as in PyTorch. Without dampening that is what zeros
  // lead to, and the first step then has the same structure as all others.
  #velocity(g: Tensor, last: Tensor | undefined): Tensor {
    if (last === undefined && this.#dampening !== 0) return g.mul(1);
    return (last ?? zeros(g.shape)).mul(this.#momentum).add(g.mul(1 - this.#dampening));
  }
}
