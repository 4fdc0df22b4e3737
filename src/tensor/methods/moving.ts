import { checkChoice, checkNumber } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";
import { isFloating } from "../dtype.ts";
import type { PadAttrs, PadMode } from "../ops/pad.ts";
import { normalizeDim, type Shape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";

/** What stands in the elements around a tensor. */
export interface PadOptions {
  readonly mode?: PadMode | "circular";
  readonly value?: number;
}

/** Records the operations that these functions are made of. */
export interface Recorder {
  readonly pad: (x: Tensor, attrs: PadAttrs) => Tensor;
  readonly cat: (parts: readonly Tensor[], dim: number) => Tensor;
}

/** `x` with elements around; `padding` counts from the last dimension. */
export function padded(
  x: Tensor,
  padding: Shape,
  { mode = "constant", value = 0 }: PadOptions,
  { pad, cat }: Recorder,
): Tensor {
  checkChoice("pad", "mode", mode, ["constant", "reflect", "replicate", "circular"]);
  const { before, after } = padsOf(x.shape, padding);
  const sizes = x.shape.map((n, i) => ({ n, low: before[i]!, high: after[i]! }));
  if (mode === "constant") checkConstant(x, sizes, padding, value);
  else {
    const most = (n: number) => (mode === "reflect" ? n - 1 : mode === "circular" ? n : Infinity);
    const fits = sizes.every(
      ({ n, low, high }) =>
        (low === 0 && high === 0) ||
        (Math.min(low, high) >= 0 && Math.max(low, high) <= most(n) && n > 0),
    );
    if (!fits) {
      const what = `a padding >= 0 that ${mode} can take from ${JSON.stringify(x.shape)}`;
      throw expected("pad", what, padding, 'pad less, or use mode "constant"');
    }
  }
  if (before.every((n) => n === 0) && after.every((n) => n === 0)) return x;
  if (mode !== "circular") return pad(x, { before, after, mode, value });
  return sizes.reduce((out, { n, low, high }, dim) => wrapped(out, dim, [n, low, high], cat), x);
}

function checkConstant(
  x: Tensor,
  sizes: readonly { readonly n: number; readonly low: number; readonly high: number }[],
  padding: Shape,
  value: number,
): void {
  if (sizes.some(({ n, low, high }) => n + low + high < 0 || -low > n || -high > n)) {
    const what = `a padding that leaves something of ${JSON.stringify(x.shape)}`;
    throw expected("pad", what, padding, "cut off less");
  }
  if (isFloating(x.dtype) || Number.isInteger(value)) return;
  checkNumber("pad", "value", value);
  throw expected("pad", `a whole number for ${x.dtype}`, value, 'convert with .to("float32")');
}

function padsOf(shape: Shape, padding: Shape): { before: number[]; after: number[] } {
  const dims = padding.length / 2;
  if (!Number.isInteger(dims) || dims > shape.length || !padding.every(Number.isSafeInteger)) {
    const what = `a pair of whole numbers for each of at most ${shape.length} dimensions`;
    throw expected("pad", what, padding, "write [left, right] of the last dimension first");
  }
  const at = (dim: number, side: number) => padding[2 * (shape.length - 1 - dim) + side] ?? 0;
  return { before: shape.map((_, i) => at(i, 0)), after: shape.map((_, i) => at(i, 1)) };
}

// The end, all, and the beginning of `x` along `dim`.
function wrapped(
  x: Tensor,
  dim: number,
  [n, low, high]: readonly [number, number, number],
  cat: Recorder["cat"],
): Tensor {
  if (low === 0 && high === 0) return x;
  const parts = low > 0 ? [x.narrow(dim, n - low, low), x] : [x];
  return cat(high > 0 ? [...parts, x.narrow(dim, 0, high)] : parts, dim);
}

/** `x` with its elements moved around along dimensions. */
export function rolled(
  x: Tensor,
  shifts: number | Shape,
  dims: number | Shape | undefined,
  recorder: Recorder,
): Tensor {
  const by = typeof shifts === "number" ? [shifts] : shifts;
  if (dims === undefined && by.length === 1)
    return rolled(x.flatten(), by, 0, recorder).reshape(x.shape);
  const list = typeof dims === "number" ? [dims] : (dims ?? []);
  if (list.length !== by.length || list.length === 0 || !by.every(Number.isSafeInteger)) {
    const got = { shifts, dims };
    throw expected(
      "roll",
      "a whole number of places for each dim",
      got,
      "pass as many shifts as dims",
    );
  }
  return list.reduce((out, dim, i) => {
    const at = normalizeDim("roll", dim, x.shape.length);
    const size = x.shape[at]!;
    const shift = size === 0 ? 0 : ((by[i]! % size) + size) % size;
    if (shift === 0) return out;
    return recorder.cat([out.narrow(at, size - shift, shift), out.narrow(at, 0, size - shift)], at);
  }, x);
}

/** The order of `rank` dimensions with `source` at the places `destination`. */
export function movedOrder(
  rank: number,
  source: number | Shape,
  destination: number | Shape,
): number[] {
  const resolve = (dims: number | Shape) =>
    (typeof dims === "number" ? [dims] : dims).map((dim) => normalizeDim("movedim", dim, rank));
  const [from, to] = [resolve(source), resolve(destination)];
  const once = (dims: readonly number[]) => new Set(dims).size === dims.length;
  if (from.length !== to.length || !once(from) || !once(to)) {
    const got = { source, destination };
    throw expected(
      "movedim",
      "as many sources as destinations, each once",
      got,
      "name each dim once",
    );
  }
  const order = new Array<number>(rank);
  to.forEach((place, i) => {
    order[place] = from[i]!;
  });
  const others = Array.from({ length: rank }, (_, i) => i).filter((i) => !from.includes(i));
  for (let place = 0; place < rank; place++) order[place] ??= others.shift()!;
  return order;
}
