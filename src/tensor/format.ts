import type { DType, TensorData } from "./dtype.ts";
import type { Node } from "./node.ts";
import type { Shape } from "./shape.ts";

/** Numbers as nested arrays of the given shape; booleans for `bool`, plain numbers for all else. */
export function nest(data: TensorData, shape: Shape, dtype: DType): unknown {
  const convert = dtype === "bool" ? (value: number | bigint) => value !== 0 : Number;
  let at = 0;
  const level = (dim: number): unknown => {
    if (dim === shape.length) return convert(data[at++]!);
    return Array.from({ length: shape[dim]! }, () => level(dim + 1));
  };
  return level(0);
}

/** A tensor in one line: its type and, if they are in memory, its first numbers. */
export function inspectTensor(node: Node): string {
  const { dtype, shape, value, requiresGrad, op } = node;
  const grad = requiresGrad ? ", requiresGrad" : "";
  const head = `Tensor(${dtype} [${shape.join(", ")}]${grad})`;
  if (value === undefined) return `${head} = ${op?.name ?? "constant"}(...), not computed`;
  const first = [...(value.data.subarray(0, 8) as Iterable<number | bigint>)];
  const shown = first.map((number) =>
    Number.isInteger(Number(number)) ? String(number) : Number(number).toPrecision(4),
  );
  return `${head} = ${shown.join(", ")}${value.data.length > 8 ? ", ..." : ""}`;
}
