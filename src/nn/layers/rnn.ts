import type { Tensor } from "../../tensor/index.ts";
import { checkChoice } from "../../util/check.ts";
import {
  type RecurrentState,
  type RecurrentWeights,
  rnnStep,
  type Step,
  sequence,
} from "../functional/recurrent.ts";
import { Recurrent, type RecurrentOptions } from "./recurrent.ts";

/** Options of `RNN`. */
export interface RNNOptions extends RecurrentOptions {
  /** Default "tanh". */
  readonly nonlinearity?: "tanh" | "relu";
}

/**
 * A plain recurrent net, `h' = tanh(W x + b + U h + d)`. Shapes: x `[t, n, inputSize]` (`[n, t, inputSize]` with
 * batchFirst; without n too), state `[numLayers directions, n, hiddenSize]`, zeros unless given -> `[output, h]` with
 * output `[t, n, directions hiddenSize]`. `torch.nn.RNN`.
 * @example const [output, h] = new RNN(10, 20).forward(zeros([5, 3, 10])); output.shape; // [5, 3, 20]
 */
export class RNN extends Recurrent<[x: Tensor, state?: Tensor], [Tensor, Tensor]> {
  readonly #step: Step;

  constructor(inputSize: number, hiddenSize: number, options: RNNOptions = {}) {
    super(inputSize, hiddenSize, 1, options);
    const { nonlinearity = "tanh" } = options;
    this.#step = rnnStep(checkChoice("RNN", "nonlinearity", nonlinearity, ["tanh", "relu"]));
  }

  forward(x: Tensor, state?: Tensor): [Tensor, Tensor] {
    const { output, state: last } = this.run(x, state && [state], 1);
    return [output, last[0]!];
  }

  protected sequence(
    x: Tensor,
    first: RecurrentState,
    weights: RecurrentWeights,
    reverse: boolean,
  ) {
    return sequence(this.#step, x, first, weights, reverse);
  }
}
