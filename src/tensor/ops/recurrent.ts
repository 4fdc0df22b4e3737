import { expected, VisionError } from "../../util/errors.ts";
import type { GraphBuilder } from "../onnx/builder.ts";
import { defineOp, type GradContext, type LowerContext, type Op, type TensorType } from "../op.ts";
import { sameShape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { linear } from "./linear.ts";
import { movement } from "./movement.ts";
import { requireFloat } from "./types.ts";

export interface LstmAttrs {
  readonly [name: string]: boolean;
  /** Whether the steps go from the end to the start. */
  readonly reverse: boolean;
}

// What `lstmTrace` keeps of each step, [6, t, n, hidden]: the gates behind their functions, and both states.
const KEPT = 6;

// projected [t, n, 4 hidden], h [n, hidden], c [n, hidden], weight [4 hidden, hidden]
function sizesOf(who: string, inputs: readonly TensorType[]) {
  const [projected, h, c, weight] = inputs.map(({ shape }) => shape);
  const [steps, n] = projected!;
  const hidden = weight?.[1];
  const fits =
    projected!.length === 3 &&
    steps! > 0 &&
    sameShape(h!, [n!, hidden!]) &&
    sameShape(c!, h!) &&
    sameShape(weight!, [4 * hidden!, hidden!]) &&
    projected![2] === 4 * hidden!;
  if (!fits) {
    const what = "projected [t, n, 4 hidden], h and c [n, hidden], weight [4 hidden, hidden]";
    throw expected(who, what, [projected, h, c, weight], "check the sizes; t must not be 0");
  }
  for (const input of inputs) requireFloat(who, input);
  return { steps: steps!, n: n!, hidden: hidden!, dtype: inputs[0]!.dtype };
}

// The places of the steps in the order in which they are gone through.
function stepOrder(steps: number, reverse: boolean): number[] {
  const order = Array.from({ length: steps }, (_, t) => t);
  return reverse ? order.reverse() : order;
}

// Equal parts along the first dimension.
function split(graph: GraphBuilder, name: string, parts: number, size: number): string[] {
  if (parts === 1) return [name];
  const sizes = graph.ints(new Array<number>(parts).fill(size));
  return graph.addMany("Split", [name, sizes], parts, { axis: { int: 0 } });
}

const concat = (graph: GraphBuilder, names: readonly string[], axis: number) =>
  names.length === 1 ? names[0]! : graph.add("Concat", names, { axis: { int: axis } });

// [i f g o] = p_t + h U^T; c' = f c + i g; h' = o tanh c'
function lowerTrace({ graph, names, types, attrs }: LowerContext<LstmAttrs>): string {
  const { steps, n, hidden } = sizesOf("lstmTrace", types);
  const [projected, h0, c0, weight] = names as [string, string, string, string];
  const inputs = split(graph, graph.reshape(projected, [steps * n, 4 * hidden]), steps, n);
  const kept = Array.from({ length: KEPT }, () => new Array<string>(steps));
  const sizes = graph.ints([hidden, hidden, hidden, hidden]);
  let [h, c] = [h0, c0];
  for (const t of stepOrder(steps, attrs.reverse)) {
    const all = graph.add("Gemm", [h, weight, inputs[t]!], { transB: { int: 1 } });
    const raw = graph.addMany("Split", [all, sizes], 4, { axis: { int: 1 } });
    const [i, f, g, o] = raw.map((gate, at) => graph.add(at === 2 ? "Tanh" : "Sigmoid", [gate]));
    c = graph.add("Add", [graph.add("Mul", [f!, c]), graph.add("Mul", [i!, g!])]);
    h = graph.add("Mul", [o!, graph.add("Tanh", [c])]);
    for (const [at, part] of [i!, f!, g!, o!, c, h].entries()) kept[at]![t] = part;
  }
  return graph.reshape(concat(graph, kept.flat(), 0), [KEPT, steps, n, hidden]);
}

// The hidden states of all steps, and behind them the last cell state.
function lowerLstm({ graph, names, types, attrs }: LowerContext<LstmAttrs>): string {
  const { steps, n, hidden } = sizesOf("lstm", types.slice(0, 4));
  const trace = graph.reshape(names[4]!, [KEPT * steps, n, hidden]);
  const last = 4 * steps + stepOrder(steps, attrs.reverse).at(-1)!;
  const outputs = graph.slice(trace, [0], [5 * steps], [6 * steps]);
  return concat(graph, [outputs, graph.slice(trace, [0], [last], [last + 1])], 0);
}

/*
 * From the last step to the first, with da the gradient of the gates before their functions:
 *   dh = dy_t + da_next U         dc = dc_next f_next + dh o (1 - tanh^2 c)
 *   da_i = dc g i (1 - i)   da_f = dc c_before f (1 - f)   da_g = dc i (1 - g^2)   da_o = dh tanh(c) o (1 - o)
 * All factors beside dh and dc are computed for all steps at once.
 */
function lowerGrad({ graph, names, types, attrs }: LowerContext<LstmAttrs>): string {
  const [steps, n, hidden] = types[3]!.shape.slice(1) as [number, number, number];
  const [gy, c0, weight, trace] = names as [string, string, string, string];
  const order = stepOrder(steps, attrs.reverse);
  const dy = split(graph, graph.reshape(gy, [(steps + 1) * n, hidden]), steps + 1, n);
  const factors = gradFactors(graph, { trace, c0, steps, n, hidden, reverse: attrs.reverse });
  const parts = factors.map((all) => split(graph, all, steps, n));
  const da = new Array<string>(steps);
  let [next, carried] = [undefined as string | undefined, dy[steps]!];
  for (const t of order.reverse()) {
    const [fi, ff, fg, fo, fc, forget] = parts.map((part) => part[t]!) as SixNames;
    const dh: string = next === undefined ? dy[t]! : graph.add("Gemm", [next, weight, dy[t]!]);
    const dc: string = graph.add("Add", [graph.add("Mul", [dh, fc]), carried]);
    const gates = [fi, ff, fg].map((factor) => graph.add("Mul", [dc, factor]));
    next = concat(graph, [...gates, graph.add("Mul", [dh, fo])], 1);
    da[t] = next;
    carried = graph.add("Mul", [dc, forget]);
  }
  // Behind the steps, the gradient of the first cell state, once for each gate.
  const first = concat(graph, [carried, carried, carried, carried], 1);
  return graph.reshape(concat(graph, [...da, first], 0), [steps + 1, n, 4 * hidden]);
}

type SixNames = [string, string, string, string, string, string];

interface Traced {
  readonly trace: string;
  readonly c0: string;
  readonly steps: number;
  readonly n: number;
  readonly hidden: number;
  readonly reverse: boolean;
}

// Each [t n, hidden]: the factors of da_i, da_f, da_g (beside dc), da_o and dc (beside dh), and f.
function gradFactors(graph: GraphBuilder, traced: Traced): string[] {
  const { trace, c0, steps, n, hidden, reverse } = traced;
  const rows = steps * n;
  const flat = graph.reshape(trace, [KEPT * rows, hidden]);
  const [i, f, g, o, c] = split(graph, flat, KEPT, rows) as SixNames;
  const mul = (a: string, b: string) => graph.add("Mul", [a, b]);
  const slope = (gate: string) => graph.add("Sub", [gate, mul(gate, gate)]);
  const cut = (from: number, to: number) => graph.slice(c, [0], [from], [to]);
  const before = reverse
    ? concat(graph, [cut(n, rows), c0], 0)
    : concat(graph, [c0, cut(0, rows - n)], 0);
  const tanh = graph.add("Tanh", [c]);
  return [
    mul(g, slope(i)),
    mul(before, slope(f)),
    graph.add("Sub", [i, mul(i, mul(g, g))]),
    mul(tanh, slope(o)),
    graph.add("Sub", [o, mul(o, mul(tanh, tanh))]),
    f,
  ];
}

// dU = sum over steps of da_t^T h_(t-1), as one product.
function lstmGradient({ inputs, gy, needs, attrs, apply }: GradContext<LstmAttrs>) {
  const [projected, h0, c0, weight, trace] = inputs as [Tensor, Tensor, Tensor, Tensor, Tensor];
  const [steps, n, four] = projected.shape as [number, number, number];
  const hidden = four / 4;
  const all = apply(lstmGrad, [gy, c0, weight, trace], attrs);
  const da = all.narrow(0, 0, steps);
  const first = attrs.reverse ? steps - 1 : 0;
  const states = trace.narrow(0, 5, 1).reshape([steps, n, hidden]);
  const start = h0.reshape([1, n, hidden]);
  const before = () =>
    attrs.reverse
      ? apply(movement.cat, [states.narrow(0, 1, steps - 1), start], { dim: 0 })
      : apply(movement.cat, [start, states.narrow(0, 0, steps - 1)], { dim: 0 });
  const rows = (x: Tensor) => x.reshape([steps * n, x.shape[2]!]);
  return [
    needs[0] ? da : null,
    needs[1] ? da.narrow(0, first, 1).reshape([n, four]).matmul(weight) : null,
    needs[2] ? all.narrow(0, steps, 1).narrow(2, 0, hidden).reshape([n, hidden]) : null,
    needs[3]
      ? apply(linear.matmul, [rows(da), rows(before())], { transA: true, transB: false })
      : null,
    null,
  ];
}

const lstmGrad: Op<LstmAttrs> = defineOp<LstmAttrs>({
  name: "lstmGrad",
  type: ([gy, , , trace]) => {
    const [, steps, n, hidden] = trace!.shape as [number, number, number, number];
    return { shape: [steps + 1, n, 4 * hidden], dtype: gy!.dtype };
  },
  onnx: lowerGrad,
  grad: () => {
    throw new VisionError({
      who: "LSTM",
      expected: "first gradients only",
      got: "a gradient of a gradient",
      hint: "step with LSTMCell, whose gradients can be differentiated",
    });
  },
});

/**
 * All steps of an LSTM, made of two parts: `lstmTrace` computes the steps and keeps what the gradient needs, `lstm`
 * takes the results out of it: `[t + 1, n, hidden]`, the hidden states and then the last cell state.
 */
export const recurrent = {
  lstmTrace: defineOp<LstmAttrs>({
    name: "lstmTrace",
    type: (inputs) => {
      const { steps, n, hidden, dtype } = sizesOf("lstmTrace", inputs);
      return { shape: [KEPT, steps, n, hidden], dtype };
    },
    onnx: lowerTrace,
    grad: { none: "the gradient goes through lstm, which is given the trace" },
  }),
  lstm: defineOp<LstmAttrs>({
    name: "lstm",
    type: (inputs) => {
      const { steps, n, hidden, dtype } = sizesOf("lstm", inputs.slice(0, 4));
      return { shape: [steps + 1, n, hidden], dtype };
    },
    onnx: lowerLstm,
    grad: lstmGradient,
  }),
  lstmGrad,
};
