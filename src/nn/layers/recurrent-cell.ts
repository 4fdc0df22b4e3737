import { type Tensor, zeros } from "../../tensor/index.ts";
import { checkInteger } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";
import {
  cell,
  type RecurrentState,
  type RecurrentWeights,
  type Step,
} from "../functional/recurrent.ts";
import { Module } from "../module.ts";
import { namedWeights, recurrentWeights } from "./recurrent.ts";

/** Options of `RNNCell`, `LSTMCell` and `GRUCell`. */
export interface RecurrentCellOptions {
  /** Whether there are bias_ih and bias_hh. Default true. */
  readonly bias?: boolean;
}

/** What the cells share: PyTorch's names and first weights, and inputs with and without n. */
export abstract class RecurrentCell<In extends readonly unknown[], Out> extends Module<In, Out> {
  declare readonly weight_ih: Tensor;
  declare readonly weight_hh: Tensor;
  declare readonly bias_ih: Tensor | undefined;
  declare readonly bias_hh: Tensor | undefined;
  readonly #weights: RecurrentWeights;

  constructor(inputSize: number, hiddenSize: number, gates: number, options: RecurrentCellOptions) {
    super();
    checkInteger(this.constructor.name, "inputSize", inputSize, { low: 1 });
    checkInteger(this.constructor.name, "hiddenSize", hiddenSize, { low: 1 });
    this.#weights = recurrentWeights(inputSize, hiddenSize, gates, options.bias ?? true);
    Object.assign(this, namedWeights(this.#weights, ""));
  }

  /** One step; `count` states of zeros where none were given. */
  protected step(
    step: Step,
    x: Tensor,
    given: RecurrentState | undefined,
    count: number,
  ): Tensor[] {
    const who = this.constructor.name;
    const input = this.#weights.inputHidden.shape[1]!;
    if ((x.shape.length !== 1 && x.shape.length !== 2) || x.shape.at(-1) !== input)
      throw expected(who, `an input [n, ${input}] or [${input}]`, x.shape, "check inputSize");
    const shape = [...x.shape.slice(0, -1), this.#weights.hiddenHidden.shape[1]!];
    const states = given ?? Array.from({ length: count }, () => zeros(shape));
    for (const state of states) {
      if (String(state.shape) !== String(shape))
        throw expected(who, `states of shape ${JSON.stringify(shape)}`, state.shape, "check them");
    }
    if (x.shape.length === 2) return cell(step, x, states, this.#weights);
    const rows = states.map((state) => state.unsqueeze(0));
    return cell(step, x.unsqueeze(0), rows, this.#weights).map((state) => state.squeeze(0));
  }

  protected override describe(): string {
    const { inputHidden, hiddenHidden, inputBias } = this.#weights;
    const bias = inputBias === undefined ? ", bias=False" : "";
    return `${inputHidden.shape[1]}, ${hiddenHidden.shape[1]}${bias}`;
  }
}
