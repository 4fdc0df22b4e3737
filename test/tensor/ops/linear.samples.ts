import type { linear } from "../../../src/tensor/ops/linear.ts";
import type { Shape } from "../../../src/tensor/shape.ts";
import { between, build, get, type Numbers, whole } from "./arrays.ts";
import type { Sample } from "./op-suite.ts";

/** Calls of matrix products and of what classifiers put behind them. */
export const linearSamples: Readonly<Record<keyof typeof linear, readonly Sample[]>> = {
  matmul: [
    matmul([2, 3], [3, 4]),
    matmul([1, 1], [1, 1]),
    matmul([2, 2, 3], [3, 4]),
    matmul([2, 2, 3], [2, 3, 2]),
    matmul([2, 3], [4, 3, 2]),
    matmul([2, 1, 2, 3], [3, 3, 2]),
    matmul([0, 3], [3, 2]),
    matmul([2, 0], [0, 3]),
    matmul([2, 3], [3, 4], { transA: true }),
    matmul([2, 3], [3, 4], { transB: true }),
    matmul([2, 3], [3, 4], { transA: true, transB: true }),
    matmul([2, 3], [3, 4], { transB: true }, [4]),
    matmul([2, 3], [3, 4], {}, [2, 4]),
    matmul([0, 3], [3, 2], { transB: true }, [2]),
    matmul([2, 2, 3], [3, 4], { transB: true }, [4]),
    matmul([2, 2, 3], [2, 3, 2], { transA: true }),
    matmul([2, 2, 3], [2, 3, 2], { transA: true, transB: true }, [2]),
  ],
  softmax: softmaxes((e, sum) => e / sum),
  logSoftmax: softmaxes((e, sum) => Math.log(e / sum)),
  oneHot: [
    oneHot([3], "float32"),
    oneHot([2, 2], "int64"),
    oneHot([], "float32"),
    oneHot([0], "bool"),
  ],
};

// Both sides as the product takes them; `turned` says which of them the operation itself transposes.
function matmul(left: Shape, right: Shape, turned: Turned = {}, bias?: Shape): Sample {
  const { transA = false, transB = false } = turned;
  const shapes = [transA ? exchanged(left) : left, transB ? exchanged(right) : right];
  return {
    attrs: { transA, transB },
    inputs: (rng) =>
      [...shapes, ...(bias ? [bias] : [])].map((shape) => between(rng, shape, -2, 2)),
    reference: ([a, b, c]) => {
      const out = product(transA ? transposed(a!) : a!, transB ? transposed(b!) : b!);
      if (c === undefined) return out;
      return build(out.shape, (place) => get(out, place) + get(c, place.slice(-c.shape.length)));
    },
    second: left.length === 2 && right.length === 2,
  };
}

interface Turned {
  readonly transA?: boolean;
  readonly transB?: boolean;
}

function exchanged(shape: Shape): Shape {
  return [...shape.slice(0, -2), ...shape.slice(-2).reverse()];
}

function transposed(x: Numbers): Numbers {
  return build(exchanged(x.shape), (place) => get(x, exchanged(place)));
}

function product(a: Numbers, b: Numbers): Numbers {
  const rank = Math.max(a.shape.length, b.shape.length) - 2;
  const batch = Array.from({ length: rank }, (_, dim) =>
    Math.max(...[a, b].map(({ shape }) => shape.slice(0, -2).at(dim - rank) ?? 1)),
  );
  const at = (x: Numbers, place: readonly number[], tail: readonly number[]) => {
    const own = place.slice(rank - (x.shape.length - 2), rank);
    return get(x, [...own.map((n, dim) => (x.shape[dim] === 1 ? 0 : n)), ...tail]);
  };
  return build([...batch, a.shape.at(-2)!, b.shape.at(-1)!], (place) => {
    const [row, column] = place.slice(rank) as [number, number];
    let sum = 0;
    for (let k = 0; k < a.shape.at(-1)!; k++)
      sum += at(a, place, [row, k]) * at(b, place, [k, column]);
    return sum;
  });
}

function softmaxes(f: (e: number, sum: number) => number): Sample[] {
  const cases: readonly (readonly [Shape, number])[] = [
    [[2, 3], 1],
    [[2, 3], 0],
    [[4], 0],
    [[2, 1], 1],
    [[2, 3, 2], 1],
    [[0, 3], 1],
  ];
  return cases.map(([shape, dim], i) => ({
    attrs: { dim },
    inputs: (rng) => [between(rng, shape, -2, 2)],
    reference: ([x]) =>
      build(shape, (place) => {
        let sum = 0;
        for (let k = 0; k < shape[dim]!; k++) sum += Math.exp(get(x!, place.with(dim, k)));
        return f(Math.exp(get(x!, place)), sum);
      }),
    second: i < 2,
  }));
}

function oneHot(shape: Shape, dtype: "float32" | "int64" | "bool"): Sample {
  return {
    attrs: { classes: 4, dtype },
    inputs: (rng) => [whole(rng, shape, 0, 4)],
    reference: ([x]) =>
      build([...shape, 4], (place) => Number(get(x!, place.slice(0, -1)) === place.at(-1)), dtype),
  };
}
