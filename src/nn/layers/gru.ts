import type { Tensor } from "../../tensor/index.ts";
import {
  gruStep,
  type RecurrentState,
  type RecurrentWeights,
  sequence,
} from "../functional/recurrent.ts";
import { Recurrent, type RecurrentOptions } from "./recurrent.ts";

/**
 * Gated recurrent units. Shapes: x `[t, n, inputSize]` (`[n, t, inputSize]` with batchFirst; without n too), state
 * `[numLayers directions, n, hiddenSize]`, zeros unless given -> `[output, h]` with output
 * `[t, n, directions hiddenSize]`. Gates stand as r, z, n in the weights. `torch.nn.GRU`.
 * @example const [output, h] = new GRU(10, 20).forward(zeros([5, 3, 10])); output.shape; // [5, 3, 20]
 */
export class GRU extends Recurrent<[x: Tensor, state?: Tensor], [Tensor, Tensor]> {
  constructor(inputSize: number, hiddenSize: number, options: RecurrentOptions = {}) {
    super(inputSize, hiddenSize, 3, options);
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
    return sequence(gruStep, x, first, weights, reverse);
  }
}
