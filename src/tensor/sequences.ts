import { checkInteger, checkNumber } from "../util/check.ts";
import { expected } from "../util/errors.ts";
import { type TensorOptions, tensor, zeros } from "./creation.ts";
import { allocate } from "./dtype.ts";
import { Tensor } from "./tensor.ts";

/**
 * `start`, `start + step`, ... up to, but without, `end`: `torch.arange`. One number alone is the end, from 0.
 * int64 if all are whole, else float32. Throws where `step` is 0 or leads away from `end`.
 * @example arange(1, 2.5, 0.5); // 1, 1.5, 2
 */
export function arange(end: number, options?: TensorOptions): Tensor;
export function arange(start: number, end: number, options?: TensorOptions): Tensor;
export function arange(start: number, end: number, step: number, options?: TensorOptions): Tensor;
export function arange(...given: readonly (number | TensorOptions | undefined)[]): Tensor {
  const numbers = given.filter((value) => typeof value === "number");
  const options = given.find((value) => typeof value === "object") ?? {};
  const [start, end, step = 1] = numbers.length === 1 ? [0, numbers[0]!] : numbers;
  checkNumber("arange", "start", start);
  checkNumber("arange", "end", end);
  checkNumber("arange", "step", step);
  if (step === 0 || (end! - start!) / step < 0)
    throw expected("arange", "a step from start towards end", { start, end, step }, "turn it");
  const length = Math.ceil((end! - start!) / step);
  const dtype = numbers.every(Number.isInteger) ? "int64" : "float32";
  const values = Array.from({ length }, (_, i) => start! + i * step);
  return tensor(values, { dtype, ...options });
}

/**
 * `steps` numbers from `start` to `end`, both included, at equal distances: `torch.linspace`.
 * @example linspace(0, 1, 5); // 0, 0.25, 0.5, 0.75, 1
 */
export function linspace(
  start: number,
  end: number,
  steps: number,
  options: TensorOptions = {},
): Tensor {
  checkNumber("linspace", "start", start);
  checkNumber("linspace", "end", end);
  checkInteger("linspace", "steps", steps);
  const round = (options.dtype ?? "float32") === "float32" ? Math.fround : Number;
  const step = round((end - start) / (steps - 1));
  // From both ends, so that the last number is `end` itself.
  const values = Array.from({ length: steps }, (_, i) =>
    i === 0 || i < Math.floor(steps / 2) ? start + (i && step * i) : end - step * (steps - 1 - i),
  );
  return tensor(values, { dtype: "float32", ...options });
}

/** Ones on the diagonal of `rows` times `columns` zeros. */
export function eye(rows: number, columns = rows, options: TensorOptions = {}): Tensor {
  const { dtype = "float32", requiresGrad = false } = options;
  const shape = [checkInteger("eye", "rows", rows), checkInteger("eye", "columns", columns)];
  if (rows === 0 || columns === 0) return zeros(shape, options);
  const data = allocate(dtype, rows * columns);
  const one = data instanceof BigInt64Array ? 1n : 1;
  for (let i = 0; i < Math.min(rows, columns); i++) data[i * (columns + 1)] = one;
  const out = Tensor.fromData(data, shape, dtype);
  return requiresGrad ? out.setRequiresGrad() : out;
}
