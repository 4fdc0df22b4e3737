import { expected } from "../util/errors.ts";

/** Sizes along each dimension; `[]` is a scalar. */
export type Shape = readonly number[];

/** The number of elements. */
export function sizeOf(shape: Shape): number {
  let size = 1;
  for (const length of shape) size *= length;
  return size;
}

/** True if both have the same sizes. */
export function sameShape(a: Shape, b: Shape): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** The common shape of an elementwise operation (NumPy's broadcasting rule), or an error naming `who`. */
export function broadcastShapes(who: string, a: Shape, b: Shape): Shape {
  if (sameShape(a, b)) return a;
  const rank = Math.max(a.length, b.length);
  const out = new Array<number>(rank);
  for (let i = 0; i < rank; i++) {
    const x = a[a.length - rank + i] ?? 1;
    const y = b[b.length - rank + i] ?? 1;
    if (x !== y && x !== 1 && y !== 1) {
      throw expected(
        who,
        "shapes that broadcast (equal sizes, or 1, from the right)",
        [a, b],
        "reshape or unsqueeze one of them",
      );
    }
    out[i] = x === 1 ? y : x;
  }
  return out;
}

/** `dim` counted from the front, negative ones resolved; refuses what is out of range. */
export function normalizeDim(who: string, dim: number, rank: number): number {
  const resolved = dim < 0 ? dim + rank : dim;
  if (Number.isInteger(dim) && resolved >= 0 && resolved < rank) return resolved;
  throw expected(
    who,
    rank === 0 ? "no dim for a scalar" : `dim in [${-rank}, ${rank - 1}]`,
    dim,
    "check the tensor's shape",
  );
}

/**
 * Several dims, resolved, sorted and free of repeats; `undefined` and, as in PyTorch, `[]` mean all. A scalar may be
 * taken along dim 0, which it has not.
 */
export function normalizeDims(
  who: string,
  dims: number | Shape | undefined,
  rank: number,
): number[] {
  if (dims === undefined || (typeof dims !== "number" && dims.length === 0))
    return Array.from({ length: rank }, (_, i) => i);
  const list = typeof dims === "number" ? [dims] : dims;
  const resolved = list
    .map((dim) => normalizeDim(who, dim, Math.max(rank, 1)))
    .sort((a, b) => a - b);
  if (new Set(resolved).size !== resolved.length)
    throw expected(who, "each dim once", list, "remove the repeated dim");
  return rank === 0 ? [] : resolved;
}

/** The shape with one -1 replaced by what is left of `size`. */
export function resolveReshape(who: string, from: Shape, to: Shape): Shape {
  const size = sizeOf(from);
  let known = 1;
  let free = -1;
  for (let i = 0; i < to.length; i++) {
    const length = to[i]!;
    if (length === -1 && free === -1) free = i;
    else if (Number.isInteger(length) && length >= 0) known *= length;
    else throw expected(who, "sizes >= 0 and at most one -1", to, "check the new shape");
  }
  if (free === -1 ? known !== size : known === 0 || size % known !== 0) {
    throw expected(
      who,
      `a shape of ${size} elements, as ${JSON.stringify(from)} has`,
      to,
      "check the new shape",
    );
  }
  return free === -1 ? to : to.map((length, i) => (i === free ? size / known : length));
}

/** Refuses shapes that are not arrays of whole numbers >= 0. */
export function checkShape(who: string, shape: Shape): void {
  if (
    !Array.isArray(shape) ||
    shape.some((length) => !Number.isSafeInteger(length) || length < 0)
  ) {
    throw expected(who, "a shape of whole numbers >= 0", shape, "pass sizes such as [2, 3]");
  }
}
