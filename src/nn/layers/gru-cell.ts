import type { Tensor } from "../../tensor/index.ts";
import { gruStep } from "../functional/recurrent.ts";
import { RecurrentCell, type RecurrentCellOptions } from "./recurrent-cell.ts";

/**
 * One step of a GRU. Shapes: x `[n, inputSize]`, state `[n, hiddenSize]` (both without n, too), zeros unless
 * given -> h. `torch.nn.GRUCell`.
 * @example new GRUCell(10, 20).forward(zeros([3, 10])).shape; // [3, 20]
 */
export class GRUCell extends RecurrentCell<[x: Tensor, state?: Tensor], Tensor> {
  constructor(inputSize: number, hiddenSize: number, options: RecurrentCellOptions = {}) {
    super(inputSize, hiddenSize, 3, options);
  }

  forward(x: Tensor, state?: Tensor): Tensor {
    return this.step(gruStep, x, state && [state], 1)[0]!;
  }
}
