import type { Tensor } from "../../tensor/index.ts";
import { lstmStep } from "../functional/recurrent.ts";
import type { LSTMState } from "./lstm.ts";
import { RecurrentCell, type RecurrentCellOptions } from "./recurrent-cell.ts";

/**
 * One step of an LSTM. Shapes: x `[n, inputSize]`, states `[n, hiddenSize]` (both without n, too), zeros unless
 * given -> `[h, c]`. `torch.nn.LSTMCell`.
 * @example const [h, c] = new LSTMCell(10, 20).forward(zeros([3, 10])); h.shape; // [3, 20]
 */
export class LSTMCell extends RecurrentCell<[x: Tensor, state?: LSTMState], [Tensor, Tensor]> {
  constructor(inputSize: number, hiddenSize: number, options: RecurrentCellOptions = {}) {
    super(inputSize, hiddenSize, 4, options);
  }

  forward(x: Tensor, state?: LSTMState): [Tensor, Tensor] {
    const [h, c] = this.step(lstmStep, x, state, 2);
    return [h!, c!];
  }
}
