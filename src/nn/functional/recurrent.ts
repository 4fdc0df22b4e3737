import { applyOp, ops, stack, type Tensor } from "../../tensor/index.ts";
import { linear } from "./linear.ts";

/** The weights of one direction of one recurrent layer, or of a cell; `gates` is 1, 3 (GRU) or 4 (LSTM). */
export interface RecurrentWeights {
  /** `[gates hidden, input]` */
  readonly inputHidden: Tensor;
  /** `[gates hidden, hidden]` */
  readonly hiddenHidden: Tensor;
  /** `[gates hidden]` */
  readonly inputBias: Tensor | undefined;
  /** `[gates hidden]` */
  readonly hiddenBias: Tensor | undefined;
}

/** What a step remembers: the hidden state `[n, hidden]`, for an LSTM the cell state behind it. */
export type RecurrentState = readonly Tensor[];

/** One step: from the input's part of the gates `[n, gates hidden]` and a state to the next state. */
export type Step = (input: Tensor, state: RecurrentState, weights: RecurrentWeights) => Tensor[];

/** `h' = tanh(W x + b + U h + d)`, or with relu. */
export const rnnStep =
  (nonlinearity: "tanh" | "relu"): Step =>
  (input, [h], { hiddenHidden, hiddenBias }) => [
    input.add(linear(h!, hiddenHidden, hiddenBias))[nonlinearity](),
  ];

/** `c' = f c + i g`, `h' = o tanh(c')`; the gates i, f, o are sigmoids, g is a tanh. */
export const lstmStep: Step = (input, [h, c], { hiddenHidden, hiddenBias }) => {
  const all = input.add(linear(h!, hiddenHidden, hiddenBias));
  const [i, f, g, o] = gates(all, 4) as [Tensor, Tensor, Tensor, Tensor];
  const cell = f.sigmoid().mul(c!).add(i.sigmoid().mul(g.tanh()));
  return [o.sigmoid().mul(cell.tanh()), cell];
};

/** `n = tanh(W x + b + r (U h + d))`, `h' = (1 - z) n + z h`; r and z are sigmoids. */
export const gruStep: Step = (input, [h], { hiddenHidden, hiddenBias }) => {
  const [xr, xz, xn] = gates(input, 3) as [Tensor, Tensor, Tensor];
  const [hr, hz, hn] = gates(linear(h!, hiddenHidden, hiddenBias), 3) as [Tensor, Tensor, Tensor];
  const r = xr.add(hr).sigmoid();
  const z = xz.add(hz).sigmoid();
  const n = xn.add(r.mul(hn)).tanh();
  return [n.add(z.mul(h!.sub(n)))];
};

/** One step of a cell: x `[n, input]`. */
export function cell(step: Step, x: Tensor, state: RecurrentState, weights: RecurrentWeights) {
  return step(linear(x, weights.inputHidden, weights.inputBias), state, weights);
}

/** What a layer gives: every hidden state `[t, n, hidden]` in the input's order, and the last state. */
export interface Sequence {
  readonly output: Tensor;
  readonly state: RecurrentState;
}

/** Steps through x `[t, n, input]`, from the end where `reverse`. */
export function sequence(
  step: Step,
  x: Tensor,
  first: RecurrentState,
  weights: RecurrentWeights,
  reverse: boolean,
): Sequence {
  const projected = projection(x, weights.inputHidden, weights.inputBias);
  const outputs: Tensor[] = [];
  let state = first;
  for (let i = 0; i < x.shape[0]!; i++) {
    const t = reverse ? x.shape[0]! - 1 - i : i;
    state = step(projected.narrow(0, t, 1).squeeze(0), state, weights);
    outputs[t] = state[0]!;
  }
  return { output: stack(outputs), state };
}

/** The steps of an LSTM as one operation, whose weight gradients are one product over all steps. */
export function lstmSequence(
  x: Tensor,
  [h, c]: RecurrentState,
  { inputHidden, hiddenHidden, inputBias, hiddenBias }: RecurrentWeights,
  reverse: boolean,
): Sequence {
  const bias = inputBias && hiddenBias && inputBias.add(hiddenBias);
  const inputs = [projection(x, inputHidden, bias), h!, c!, hiddenHidden];
  const trace = applyOp(ops.lstmTrace, inputs, { reverse });
  const all = applyOp(ops.lstm, [...inputs, trace], { reverse });
  const steps = x.shape[0]!;
  const at = (t: number) => all.narrow(0, t, 1).squeeze(0);
  return {
    output: all.narrow(0, 0, steps),
    state: [at(reverse ? 0 : steps - 1), at(steps)],
  };
}

/** The input's part of all steps' gates in one product: `[t, n, input]` -> `[t, n, gates hidden]`. */
export function projection(x: Tensor, weight: Tensor, bias: Tensor | undefined): Tensor {
  const [steps, n, size] = x.shape as [number, number, number];
  return linear(x.reshape([steps * n, size]), weight, bias).reshape([steps, n, weight.shape[0]!]);
}

function gates(all: Tensor, count: number): Tensor[] {
  const hidden = all.shape[1]! / count;
  return Array.from({ length: count }, (_, i) => all.narrow(1, i * hidden, hidden));
}
