import type { Tensor } from "../../tensor/index.ts";
import {
  lstmSequence,
  type RecurrentState,
  type RecurrentWeights,
} from "../functional/recurrent.ts";
import { Recurrent, type RecurrentOptions } from "./recurrent.ts";

/** The hidden and the cell state of an LSTM. */
export type LSTMState = readonly [h: Tensor, c: Tensor];

/**
 * Long short-term memory. Shapes: x `[t, n, inputSize]` (`[n, t, inputSize]` with batchFirst; without n too), states
 * `[numLayers directions, n, hiddenSize]`, zeros unless given -> `[output, [h, c]]` with output
 * `[t, n, directions hiddenSize]`. Gates stand as i, f, g, o in the weights. `torch.nn.LSTM`, without proj_size.
 * @example const [output, [h]] = new LSTM(64, 128, { batchFirst: true }).forward(zeros([32, 10, 64])); output.shape; // [32, 10, 128]
 */
export class LSTM extends Recurrent<[x: Tensor, state?: LSTMState], [Tensor, [Tensor, Tensor]]> {
  constructor(inputSize: number, hiddenSize: number, options: RecurrentOptions = {}) {
    super(inputSize, hiddenSize, 4, options);
  }

  forward(x: Tensor, state?: LSTMState): [Tensor, [Tensor, Tensor]] {
    const { output, state: last } = this.run(x, state, 2);
    return [output, [last[0]!, last[1]!]];
  }

  protected sequence(
    x: Tensor,
    first: RecurrentState,
    weights: RecurrentWeights,
    reverse: boolean,
  ) {
    return lstmSequence(x, first, weights, reverse);
  }
}
