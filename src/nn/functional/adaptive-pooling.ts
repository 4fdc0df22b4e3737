import { applyOp, ops, type Tensor, tensor } from "../../tensor/index.ts";
import { checkInteger } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";
import { batched } from "./batched.ts";
import { avgPool2d, maxPool2d } from "./pooling.ts";

/** One number for height and width, or `[height, width]`; null keeps the input's. */
export type OutputSize = number | null | readonly [number | null, number | null];

/**
 * Means of windows that are chosen so that the output has `outputSize`: window i goes from floor(i in / out) to
 * ceil((i + 1) in / out). Shapes: `[n, c, h, w]` -> `[n, c, ...outputSize]`, or both without n.
 * `torch.nn.functional.adaptive_avg_pool2d`.
 */
export function adaptiveAvgPool2d(x: Tensor, outputSize: OutputSize): Tensor {
  const { size, from } = sizes("adaptiveAvgPool2d", x, outputSize);
  if (size.every((length) => length === 1)) return x.mean([-2, -1], true);
  const window = evenWindow(size, from);
  if (window !== undefined) return avgPool2d(x, window);
  const step = size.map((length, i) => from[i]! / length);
  return batched(x, 4, (images) => applyOp(ops.resample, [images], { mode: "area", size, step }));
}

/**
 * The largest elements of windows that are chosen so that the output has `outputSize`, as `adaptiveAvgPool2d` does;
 * the gradient goes to the first of equals. Shapes: `[n, c, h, w]` -> `[n, c, ...outputSize]`, or both without n.
 * `torch.nn.functional.adaptive_max_pool2d`; it gives no indices.
 */
export function adaptiveMaxPool2d(x: Tensor, outputSize: OutputSize): Tensor {
  const { size, from } = sizes("adaptiveMaxPool2d", x, outputSize);
  const window = evenWindow(size, from);
  if (window !== undefined) return maxPool2d(x, window);
  const rows = evenPlaces(from[0]!, size[0]!);
  const columns = evenPlaces(from[1]!, size[1]!);
  const even = x.indexSelect(-2, tensor(rows, { dtype: "int64" }));
  const both = even.indexSelect(-1, tensor(columns, { dtype: "int64" }));
  return maxPool2d(both, [rows.length / size[0]!, columns.length / size[1]!]);
}

/** Refuses what is no output size. */
export function checkOutputSize(who: string, outputSize: OutputSize): void {
  if (Array.isArray(outputSize) && outputSize.length !== 2) {
    const hint = "pass two numbers, or one for both";
    throw expected(who, "outputSize to be [height, width]", outputSize, hint);
  }
  const all = Array.isArray(outputSize) ? outputSize : [outputSize];
  for (const length of all)
    if (length !== null) checkInteger(who, "outputSize", length, { low: 1 });
}

function sizes(who: string, x: Tensor, outputSize: OutputSize) {
  checkOutputSize(who, outputSize);
  const from = x.shape.slice(-2);
  if ((x.shape.length !== 3 && x.shape.length !== 4) || from.includes(0)) {
    const hint = "reshape it, or check what came before";
    throw expected(who, "an input [n, c, h, w] or [c, h, w]", x.shape, hint);
  }
  const wanted = Array.isArray(outputSize) ? outputSize : [outputSize, outputSize];
  return { from, size: from.map((length, i) => (wanted[i] as number | null) ?? length) };
}

// The windows' height and width where the output's divides the input's.
function evenWindow(
  size: readonly number[],
  from: readonly number[],
): readonly [number, number] | undefined {
  const [h, w] = from.map((length, i) => length / size[i]!) as [number, number];
  return Number.isInteger(h) && Number.isInteger(w) ? [h, w] : undefined;
}

// Windows of one length, one after the other: shorter ones repeat their last place, which changes no maximum.
function evenPlaces(from: number, to: number): number[] {
  const windows = Array.from({ length: to }, (_, i) => ({
    start: Math.floor((i * from) / to),
    end: Math.ceil(((i + 1) * from) / to),
  }));
  const longest = Math.max(...windows.map(({ start, end }) => end - start));
  return windows.flatMap(({ start, end }) =>
    Array.from({ length: longest }, (_, i) => Math.min(start + i, end - 1)),
  );
}
