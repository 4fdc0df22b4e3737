import type { recurrent } from "../../../src/tensor/ops/recurrent.ts";
import type { Shape } from "../../../src/tensor/shape.ts";
import { between, build, get, type Numbers } from "./arrays.ts";
import type { Sample } from "./op-suite.ts";

const cases: readonly (readonly [steps: number, n: number, hidden: number, reverse: boolean])[] = [
  [3, 2, 2, false],
  [3, 2, 2, true],
  [1, 1, 1, false],
  [1, 2, 3, true],
  [2, 0, 2, false],
];

/** Calls of whole recurrent sequences. Gradients: recurrent.test.ts, because `lstm` wants its own trace. */
export const recurrentSamples: Readonly<Record<keyof typeof recurrent, readonly Sample[]>> = {
  lstmTrace: cases.map(([steps, n, hidden, reverse]) => ({
    attrs: { reverse },
    inputs: (rng) => lstmShapes(steps, n, hidden).map((shape) => between(rng, shape, -1, 1)),
    reference: (inputs) => lstmTrace(inputs, reverse),
  })),
  lstm: cases.map(([steps, n, hidden, reverse]) => ({
    attrs: { reverse },
    inputs: (rng) =>
      [...lstmShapes(steps, n, hidden), [6, steps, n, hidden]].map((shape) =>
        between(rng, shape, -1, 1),
      ),
    reference: ([, , , , trace]) => lstmResult(trace!, reverse),
    gradient: false,
  })),
  lstmGrad: cases.map(([steps, n, hidden, reverse]) => ({
    attrs: { reverse },
    inputs: (rng) => {
      const [, , c, weight] = lstmShapes(steps, n, hidden);
      const shapes = [[steps + 1, n, hidden], c!, weight!, [6, steps, n, hidden]];
      return shapes.map((shape) => between(rng, shape, -1, 1));
    },
    reference: ([gy, c, weight, trace]) => lstmGrad(gy!, c!, weight!, trace!, reverse),
    gradient: false,
  })),
};

/** Shapes of projected input, first states and weight. */
export function lstmShapes(steps: number, n: number, hidden: number): Shape[] {
  return [
    [steps, n, 4 * hidden],
    [n, hidden],
    [n, hidden],
    [4 * hidden, hidden],
  ];
}

/** The hidden states of all steps and the last cell state, out of a trace. */
export function lstmResult(trace: Numbers, reverse: boolean): Numbers {
  const [, steps, n, hidden] = trace.shape as [number, number, number, number];
  const last = reverse ? 0 : steps - 1;
  return build([steps + 1, n, hidden], ([t, row, j]) =>
    t === steps ? get(trace, [4, last, row!, j!]) : get(trace, [5, t!, row!, j!]),
  );
}

/** Gates i, f, g, o and the states c, h of all steps. */
export function lstmTrace(inputs: readonly Numbers[], reverse: boolean): Numbers {
  const [projected, h0, c0, weight] = inputs as [Numbers, Numbers, Numbers, Numbers];
  const [steps, n] = projected.shape as [number, number];
  const hidden = weight.shape[1]!;
  const out = build([6, steps, n, hidden], () => 0);
  const put = (place: readonly number[], value: number) => {
    const [part, t, row, j] = place as [number, number, number, number];
    out.data[((part * steps + t) * n + row) * hidden + j] = value;
  };
  const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
  const before = (part: number, first: Numbers, t: number, row: number, j: number) => {
    const from = reverse ? t + 1 : t - 1;
    return from < 0 || from >= steps ? get(first, [row, j]) : get(out, [part, from, row, j]);
  };
  for (let step = 0; step < steps; step++) {
    const t = reverse ? steps - 1 - step : step;
    for (let row = 0; row < n; row++) {
      for (let j = 0; j < hidden; j++) {
        const [i, f, g, o] = [0, 1, 2, 3].map((gate) => {
          let sum = get(projected, [t, row, gate * hidden + j]);
          for (let k = 0; k < hidden; k++)
            sum += before(5, h0, t, row, k) * get(weight, [gate * hidden + j, k]);
          return gate === 2 ? Math.tanh(sum) : sigmoid(sum);
        }) as [number, number, number, number];
        const c = f * before(4, c0, t, row, j) + i * g;
        for (const [part, value] of [i, f, g, o, c, o * Math.tanh(c)].entries())
          put([part, t, row, j], value);
      }
    }
  }
  return out;
}

function lstmGrad(
  gy: Numbers,
  c0: Numbers,
  weight: Numbers,
  trace: Numbers,
  reverse: boolean,
): Numbers {
  const [, steps, n, hidden] = trace.shape as [number, number, number, number];
  const out = build([steps + 1, n, 4 * hidden], () => 0);
  for (let row = 0; row < n; row++) {
    let carried = Array.from({ length: hidden }, (_, j) => get(gy, [steps, row, j]));
    let next: number[] = new Array(4 * hidden).fill(0);
    for (let step = steps - 1; step >= 0; step--) {
      const t = reverse ? steps - 1 - step : step;
      const from = reverse ? t + 1 : t - 1;
      const da: number[] = new Array(4 * hidden).fill(0);
      for (let j = 0; j < hidden; j++) {
        const [i, f, g, o, c] = [0, 1, 2, 3, 4].map((part) => get(trace, [part, t, row, j])) as [
          number,
          number,
          number,
          number,
          number,
        ];
        let dh = get(gy, [t, row, j]);
        for (let k = 0; k < 4 * hidden; k++) dh += next[k]! * get(weight, [k, j]);
        const tanh = Math.tanh(c);
        const dc = carried[j]! + dh * o * (1 - tanh ** 2);
        const last = from < 0 || from >= steps ? get(c0, [row, j]) : get(trace, [4, from, row, j]);
        da[j] = dc * g * i * (1 - i);
        da[hidden + j] = dc * last * f * (1 - f);
        da[2 * hidden + j] = dc * i * (1 - g ** 2);
        da[3 * hidden + j] = dh * tanh * o * (1 - o);
        carried[j] = dc * f;
      }
      next = da;
      for (const [k, value] of da.entries()) out.data[(t * n + row) * 4 * hidden + k] = value;
    }
    carried = [...carried, ...carried, ...carried, ...carried];
    for (const [k, value] of carried.entries())
      out.data[(steps * n + row) * 4 * hidden + k] = value;
  }
  return out;
}
