import { expected } from "../../util/errors.ts";
import type { SliceAttrs } from "../ops/slice.ts";
import type { Shape } from "../shape.ts";
import { resolveSlice, type SliceRange } from "../slice.ts";
import type { Tensor } from "../tensor.ts";

/**
 * One place in the brackets of PyTorch's `x[...]`: a number, a range, all the rest ("..."), a new dimension (null),
 * an index tensor or a list of numbers, or a mask in memory.
 */
export type IndexItem = number | SliceRange | "..." | null | Tensor | readonly number[];

/** What choosing by items comes to: a slice, a reshape, then index tensors at some of the dimensions. */
export interface IndexPlan {
  readonly slice: SliceAttrs;
  readonly shape: Shape;
  readonly chosen: readonly { readonly dim: number; readonly by: Tensor | readonly number[] }[];
}

/** Reads the items of `index` for a tensor of this shape. */
export function planIndex(shape: Shape, items: readonly IndexItem[]): IndexPlan {
  const plan = new Plan(shape);
  const all = withRest(shape, items);
  for (const item of all) plan.take(item);
  return plan;
}

class Plan implements IndexPlan {
  readonly slice: SliceAttrs;
  readonly shape: number[] = [];
  readonly chosen: { dim: number; by: Tensor | readonly number[] }[] = [];
  readonly #starts: number[];
  readonly #counts: number[];
  readonly #steps: number[];
  readonly #from: Shape;
  #dim = 0;

  constructor(from: Shape) {
    this.#from = from;
    this.#starts = from.map(() => 0);
    this.#counts = [...from];
    this.#steps = from.map(() => 1);
    this.slice = { starts: this.#starts, counts: this.#counts, steps: this.#steps };
  }

  take(item: Exclude<IndexItem, "...">): void {
    if (item === null) this.shape.push(1);
    else if (typeof item === "number") this.#number(item);
    else if ("step" in item) this.#range(item);
    else this.#tensor(item);
  }

  #number(index: number): void {
    const dim = this.#dim++;
    const size = this.#from[dim]!;
    if (!Number.isInteger(index) || index < -size || index >= size) {
      const what = `a whole number in [${-size}, ${size - 1}] for dim ${dim}`;
      throw expected("index", what, index, "check the tensor's shape");
    }
    this.#starts[dim] = index < 0 ? index + size : index;
    this.#counts[dim] = 1;
  }

  #range(range: SliceRange): void {
    const dim = this.#dim++;
    const { start, count } = resolveSlice(range, this.#from[dim]!);
    this.#starts[dim] = start;
    this.#counts[dim] = count;
    this.#steps[dim] = range.step;
    this.shape.push(count);
  }

  #tensor(by: Tensor | readonly number[]): void {
    const rank = consumed(by);
    const sizes = this.#from.slice(this.#dim, this.#dim + rank);
    this.#dim += rank;
    const place = this.shape.length;
    const size = sizes.reduce((product, length) => product * length, 1);
    if (isMask(by)) {
      this.chosen.push({ dim: place, by: trueIn(by, sizes) });
    } else {
      const numbers = isTensor(by) ? checkType(by).node.value?.data : by;
      checkNumbers(numbers ?? [], size);
      this.chosen.push({ dim: place, by });
    }
    this.shape.push(size); // the dimensions of a mask as one
  }
}

// The items with the "..." spelled out: behind all of them where it was left out.
function withRest(shape: Shape, items: readonly IndexItem[]): Exclude<IndexItem, "...">[] {
  const used = items.reduce<number>((sum, item) => sum + consumed(item), 0);
  const rests = items.filter((item) => item === "...").length;
  if (used > shape.length || rests > 1) {
    const what = `items for at most ${shape.length} dimensions and one "..." at most`;
    throw expected("index", what, `items for ${used}, ${rests} "..."`, "leave some out");
  }
  const all = { start: null, end: null, step: 1 };
  const rest = Array.from({ length: shape.length - used }, () => all);
  const spelled = items.flatMap((item) => (item === "..." ? rest : [item]));
  return rests === 1 ? spelled : [...spelled, ...rest];
}

// How many dimensions an item stands for.
function consumed(item: IndexItem): number {
  if (item === null || item === "...") return 0;
  return isMask(item) ? item.shape.length : 1;
}

/** Tells index tensors from lists of numbers. */
export function isTensor(item: object): item is Tensor {
  return "dtype" in item;
}

function isMask(item: IndexItem): item is Tensor {
  return typeof item === "object" && item !== null && isTensor(item) && item.dtype === "bool";
}

function checkType(index: Tensor): Tensor {
  if (index.dtype === "int64" || index.dtype === "int32") return index;
  const hint = 'convert with .to("int64"), or .to("bool") for a mask';
  throw expected("index", "an int64 index or a bool mask", index.dtype, hint);
}

function checkNumbers(numbers: ArrayLike<number | bigint>, size: number): void {
  for (let i = 0; i < numbers.length; i++) {
    const number = Number(numbers[i]!);
    if (Number.isInteger(number) && number >= -size && number < size) continue;
    const got = { index: number, at: i };
    throw expected("index", `indices in [${-size}, ${size - 1}]`, got, "check the index");
  }
}

// The flat places of the true elements of a mask in memory.
function trueIn(mask: Tensor, sizes: Shape): number[] {
  if (mask.shape.length === 0 || mask.shape.some((n, i) => n !== sizes[i])) {
    const what = `a mask of shape ${JSON.stringify(sizes)}`;
    throw expected("index", what, mask.shape, "index the masked dimensions only");
  }
  const flags = mask.node.value?.data;
  if (flags === undefined) {
    const what = "a mask whose values are in memory: the result's shape depends on them";
    const hint =
      "use maskedFill(), where() or `await maskedSelect(mask)`, or `await realize(mask)` first";
    throw expected("index", what, "a mask that is not computed yet", hint);
  }
  const places: number[] = [];
  for (let i = 0; i < flags.length; i++) if (flags[i]) places.push(i);
  return places;
}
