import type { Tensor } from "../../tensor/index.ts";
import { checkChoice } from "../../util/check.ts";
import { rnnStep } from "../functional/recurrent.ts";
import { RecurrentCell, type RecurrentCellOptions } from "./recurrent-cell.ts";

/** Options of `RNNCell`. */
export interface RNNCellOptions extends RecurrentCellOptions {
  /** Default "tanh". */
  readonly nonlinearity?: "tanh" | "relu";
}

/**
 * One step of a plain recurrent net. Shapes: x `[n, inputSize]`, state `[n, hiddenSize]` (both without n, too),
 * zeros unless given -> h. `torch.nn.RNNCell`.
 * @example new RNNCell(10, 20).forward(zeros([3, 10])).shape; // [3, 20]
 */
export class RNNCell extends RecurrentCell<[x: Tensor, state?: Tensor], Tensor> {
  readonly #nonlinearity: "tanh" | "relu";

  constructor(inputSize: number, hiddenSize: number, options: RNNCellOptions = {}) {
    super(inputSize, hiddenSize, 1, options);
    const { nonlinearity = "tanh" } = options;
    this.#nonlinearity = checkChoice("RNNCell", "nonlinearity", nonlinearity, ["tanh", "relu"]);
  }

  forward(x: Tensor, state?: Tensor): Tensor {
    return this.step(rnnStep(this.#nonlinearity), x, state && [state], 1)[0]!;
  }

  protected override describe(): string {
    const relu = this.#nonlinearity === "relu" ? ", nonlinearity=relu" : "";
    return `${super.describe()}${relu}`;
  }
}
