import { cat, dropoutMask, type Tensor, uniform, zeros } from "../../tensor/index.ts";
import { checkInteger, checkProbability } from "../../util/check.ts";
import { defaultRng } from "../../util/default-rng.ts";
import { expected } from "../../util/errors.ts";
import type { RecurrentState, RecurrentWeights, Sequence } from "../functional/recurrent.ts";
import { Module } from "../module.ts";
import { parameter } from "../parameter.ts";

/** Options of `RNN`, `LSTM` and `GRU`. */
export interface RecurrentOptions {
  /** Layers on top of each other. Default 1. */
  readonly numLayers?: number;
  /** Whether there are bias_ih and bias_hh. Default true. */
  readonly bias?: boolean;
  /** Whether inputs and outputs are `[n, t, ...]` rather than `[t, n, ...]`. States never are. Default false. */
  readonly batchFirst?: boolean;
  /** Probability of zeroing what one layer gives the next while training. Default 0. */
  readonly dropout?: number;
  /** Whether a second direction reads from the end; outputs stand side by side. Default false. */
  readonly bidirectional?: boolean;
}

/**
 * What RNN, LSTM and GRU share: layers and directions, PyTorch's names for their weights (`weight_ih_l0`, ...,
 * `bias_hh_l1_reverse`), and first weights uniform in +-1/sqrt(hiddenSize), drawn in PyTorch's order.
 */
export abstract class Recurrent<In extends readonly unknown[], Out> extends Module<In, Out> {
  readonly [weight: `weight_${string}`]: Tensor;
  readonly [bias: `bias_${string}`]: Tensor;
  readonly #sizes: { readonly input: number; readonly hidden: number };
  readonly #options: Required<RecurrentOptions>;
  // By layer, then direction.
  readonly #weights: readonly (readonly RecurrentWeights[])[];

  constructor(
    inputSize: number,
    hiddenSize: number,
    gates: number,
    {
      numLayers = 1,
      bias = true,
      batchFirst = false,
      dropout = 0,
      bidirectional = false,
    }: RecurrentOptions,
  ) {
    super();
    const who = this.constructor.name;
    checkInteger(who, "inputSize", inputSize, { low: 1 });
    checkInteger(who, "hiddenSize", hiddenSize, { low: 1 });
    checkInteger(who, "numLayers", numLayers, { low: 1 });
    checkProbability(who, dropout, "dropout");
    this.#sizes = { input: inputSize, hidden: hiddenSize };
    this.#options = { numLayers, bias, batchFirst, dropout, bidirectional };
    const directions = bidirectional ? ["", "_reverse"] : [""];
    this.#weights = Array.from({ length: numLayers }, (_, layer) => {
      const input = layer === 0 ? inputSize : hiddenSize * directions.length;
      return directions.map((direction) => {
        const made = recurrentWeights(input, hiddenSize, gates, bias);
        Object.assign(this, namedWeights(made, `_l${layer}${direction}`));
        return made;
      });
    });
  }

  /** One direction of one layer. */
  protected abstract sequence(
    x: Tensor,
    first: RecurrentState,
    weights: RecurrentWeights,
    reverse: boolean,
  ): Sequence;

  /** The output, and the last states as they were given; `count` states of zeros where none were. */
  protected run(x: Tensor, given: RecurrentState | undefined, count: number): Sequence {
    const { batchFirst } = this.#options;
    const batched = x.shape.length === 3;
    this.#checkInput(x);
    const steps = !batched ? x.unsqueeze(1) : batchFirst ? x.transpose(0, 1) : x; // [t, n, input]
    const n = steps.shape[1]!;
    const first = this.#firstStates(given, count, batched ? n : undefined);
    const { output, state } = this.#layers(steps, first);
    if (!batched) return { output: output.squeeze(1), state: state.map((part) => part.squeeze(1)) };
    return { output: batchFirst ? output.transpose(0, 1) : output, state };
  }

  // States are [layers directions, n, hidden].
  #layers(x: Tensor, first: RecurrentState): Sequence {
    const { dropout, numLayers } = this.#options;
    const last: RecurrentState[] = [];
    let value = x;
    this.#weights.forEach((directions, layer) => {
      const results = directions.map((weights, direction) => {
        const place = layer * directions.length + direction;
        const own = first.map((part) => part.narrow(0, place, 1).squeeze(0));
        return this.sequence(value, own, weights, direction === 1);
      });
      last.push(...results.map(({ state }) => state));
      value = joined(
        results.map(({ output }) => output),
        2,
      );
      if (this.training && dropout > 0 && layer < numLayers - 1)
        value = value.mul(dropoutMask(value.shape, dropout, defaultRng()));
    });
    const state = first.map((_, i) =>
      joined(
        last.map((parts) => parts[i]!.unsqueeze(0)),
        0,
      ),
    );
    return { output: value, state };
  }

  #checkInput(x: Tensor): void {
    const { batchFirst } = this.#options;
    const { input } = this.#sizes;
    const [time, batch] = batchFirst ? [1, 0] : [0, 1];
    const rank = x.shape.length;
    const fits = (rank === 2 || rank === 3) && x.shape.at(-1) === input;
    if (fits && x.shape[rank === 2 ? 0 : time]! > 0 && x.shape[batch]! >= 0) return;
    const what = `an input ${batchFirst ? "[n, t" : "[t, n"}, ${input}] or [t, ${input}] with t > 0`;
    throw expected(this.constructor.name, what, x.shape, "check inputSize and batchFirst");
  }

  #firstStates(given: RecurrentState | undefined, count: number, n: number | undefined) {
    const { numLayers, bidirectional } = this.#options;
    const rows = numLayers * (bidirectional ? 2 : 1);
    const { hidden } = this.#sizes;
    const shape = n === undefined ? [rows, hidden] : [rows, n, hidden];
    const states = given ?? Array.from({ length: count }, () => zeros(shape));
    for (const state of states) {
      if (String(state.shape) === String(shape)) continue;
      const what = `states of shape ${JSON.stringify(shape)}`;
      throw expected(this.constructor.name, what, state.shape, "pass what forward gave, or none");
    }
    return n === undefined ? states.map((state) => state.unsqueeze(1)) : states;
  }

  protected override describe(): string {
    const { numLayers, bias, batchFirst, dropout, bidirectional } = this.#options;
    return [
      `${this.#sizes.input}, ${this.#sizes.hidden}`,
      numLayers === 1 ? "" : `, num_layers=${numLayers}`,
      bias ? "" : ", bias=False",
      batchFirst ? ", batch_first=True" : "",
      dropout === 0 ? "" : `, dropout=${dropout}`,
      bidirectional ? ", bidirectional=True" : "",
    ].join("");
  }
}

/** New weights of one direction of one layer, or of a cell: uniform in +-1/sqrt(hidden). */
export function recurrentWeights(
  input: number,
  hidden: number,
  gates: number,
  bias: boolean,
): RecurrentWeights {
  const bound = 1 / Math.sqrt(hidden);
  const draw = (shape: readonly number[]) => parameter(uniform(shape, -bound, bound));
  return {
    inputHidden: draw([gates * hidden, input]),
    hiddenHidden: draw([gates * hidden, hidden]),
    inputBias: bias ? draw([gates * hidden]) : undefined,
    hiddenBias: bias ? draw([gates * hidden]) : undefined,
  };
}

/** The weights under PyTorch's names, such as `weight_ih_l0` for `suffix` "_l0". */
export function namedWeights(weights: RecurrentWeights, suffix: string): Record<string, Tensor> {
  const { inputHidden, hiddenHidden, inputBias, hiddenBias } = weights;
  return {
    [`weight_ih${suffix}`]: inputHidden,
    [`weight_hh${suffix}`]: hiddenHidden,
    ...(inputBias && { [`bias_ih${suffix}`]: inputBias }),
    ...(hiddenBias && { [`bias_hh${suffix}`]: hiddenBias }),
  };
}

function joined(parts: readonly Tensor[], dim: number): Tensor {
  return parts.length === 1 ? parts[0]! : cat(parts, dim);
}
