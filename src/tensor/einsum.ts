import { expected } from "../util/errors.ts";
import { isFloating } from "./dtype.ts";
import { type Equation, parseEquation } from "./einsum-equation.ts";
import { sizeOf } from "./shape.ts";
import type { Tensor } from "./tensor.ts";

/** A tensor whose dimensions have names. */
interface Named {
  readonly x: Tensor;
  readonly names: readonly string[];
}

/**
 * Sums of products in Einstein's notation: a letter for each dimension, summed over where the result has none.
 * "..." stands for any dimensions, which broadcast; a letter twice in one operand takes its diagonal; without "->" the
 * letters that occur once make the result, in alphabetical order. Products run from left to right. `torch.einsum`.
 * @example einsum("bik,bjk->bij", queries, keys);
 */
export function einsum(equation: string, ...tensors: readonly Tensor[]): Tensor {
  const parsed = parseEquation(
    equation,
    tensors.map(({ shape }) => shape.length),
  );
  checkSizes(parsed, tensors);
  const named = tensors.map((x, i) => diagonals({ x, names: parsed.operands[i]! }));
  const { result } = parsed;
  const [first, ...rest] = named;
  const product = rest.reduce((left, right, i) => {
    const later = new Set([...result, ...rest.slice(i + 1).flatMap(({ names }) => names)]);
    return multiplied(left, right, later);
  }, first!);
  return ordered(without(product, new Set(result)), result);
}

// Sizes of one name must be equal, or 1.
function checkSizes({ operands, text }: Equation, tensors: readonly Tensor[]): void {
  const sizes = new Map<string, number>();
  operands.forEach((names, i) => {
    names.forEach((name, dim) => {
      const size = tensors[i]!.shape[dim]!;
      const known = sizes.get(name) ?? 1;
      if (known === 1) sizes.set(name, size);
      else if (size !== 1 && size !== known) {
        const what = `one size for ${JSON.stringify(name)} in ${JSON.stringify(text)}`;
        throw expected("einsum", what, [known, size], "check the shapes");
      }
    });
  });
}

// Names that an operand has twice become one, last dimension.
function diagonals({ x, names }: Named): Named {
  const second = names.findIndex((name, i) => names.indexOf(name) < i);
  if (second === -1) return { x, names };
  const name = names[second]!;
  const dims = names.flatMap((other, i) => (other === name ? [i] : []));
  const [a, b] = dims as [number, number];
  if (x.shape[a] !== x.shape[b]) {
    const what = `equal sizes for the repeated ${JSON.stringify(name)}`;
    throw expected("einsum", what, x.shape, "a diagonal needs a square");
  }
  const others = names.filter((_, i) => i !== a && i !== b);
  return diagonals({ x: x.diagonal(0, a, b), names: [...others, name] });
}

// Summed over the dimensions that nobody asks for any more.
function without({ x, names }: Named, wanted: ReadonlySet<string>): Named {
  const dims = names.flatMap((name, i) => (wanted.has(name) ? [] : [i]));
  if (dims.length === 0) return { x, names };
  return { x: x.sum(dims), names: names.filter((name) => wanted.has(name)) };
}

function ordered({ x, names }: Named, order: readonly string[]): Tensor {
  const dims = order.map((name) => names.indexOf(name));
  return dims.every((dim, i) => dim === i) ? x : x.permute(dims);
}

function multiplied(a: Named, b: Named, later: ReadonlySet<string>): Named {
  const left = without(a, new Set([...later, ...b.names]));
  const right = without(b, new Set([...later, ...a.names]));
  const shared = left.names.filter((name) => right.names.includes(name));
  const groups = {
    batch: shared.filter((name) => later.has(name)),
    summed: shared.filter((name) => !later.has(name)),
    left: left.names.filter((name) => !shared.includes(name)),
    right: right.names.filter((name) => !shared.includes(name)),
  };
  const inMatrices = groups.summed.length > 0 && isFloating(left.x.dtype);
  return inMatrices ? asMatrices(left, right, groups) : asElements(left, right, groups);
}

type Groups = Readonly<Record<"batch" | "summed" | "left" | "right", readonly string[]>>;

// [batch..., left, summed] x [batch..., summed, right]
function asMatrices(a: Named, b: Named, { batch, summed, left, right }: Groups): Named {
  const sizes = summed.map((name) => Math.max(sizeIn(a, name), sizeIn(b, name)));
  const flat = (side: Named, groups: readonly (readonly string[])[]) => {
    const x = ordered(side, [...batch, ...groups.flat()]);
    const wide = groups.map((names) =>
      names === summed ? sizes : names.map((name) => sizeIn(side, name)),
    );
    const front = x.shape.slice(0, batch.length);
    return x.expand([...front, ...wide.flat()]).reshape([...front, ...wide.map(sizeOf)]);
  };
  const product = flat(a, [left, summed]).matmul(flat(b, [summed, right]));
  const shape = [
    ...product.shape.slice(0, batch.length),
    ...left.map((name) => sizeIn(a, name)),
    ...right.map((name) => sizeIn(b, name)),
  ];
  return { x: product.reshape(shape), names: [...batch, ...left, ...right] };
}

function asElements(a: Named, b: Named, { batch, summed, left, right }: Groups): Named {
  const names = [...batch, ...left, ...right, ...summed];
  const spread = (side: Named) => {
    const own = names.filter((name) => side.names.includes(name));
    const shape = names.map((name) => (own.includes(name) ? sizeIn(side, name) : 1));
    return ordered(side, own).reshape(shape);
  };
  const product = { x: spread(a).mul(spread(b)), names };
  return without(product, new Set([...batch, ...left, ...right]));
}

function sizeIn({ x, names }: Named, name: string): number {
  return x.shape[names.indexOf(name)]!;
}
