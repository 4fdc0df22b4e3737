import type { DType } from "../dtype.ts";
import { defineOp, type GradRule, type LowerContext, type Op, type TensorType } from "../op.ts";
import { broadcastType, floatType, requireNumbers } from "./types.ts";

/** An operation without settings. */
export type None = Readonly<Record<string, never>>;

/** The reason that step functions give for having no gradient. */
export const stepwise = {
  none: "piecewise constant: the derivative is zero wherever it exists",
};

/** The gradient of a function of steps, as PyTorch's: zeros, also beside infinite gradients. */
export const zeroGradient: GradRule<None> = ({ gy }) => [gy.to("bool").mul(0).to(gy.dtype)];

/** A function of one real number that ONNX has an operator for. */
export function unary(name: string, onnx: string, grad: GradRule<None>): Op<None> {
  return defineOp<None>({ name, type: floatType(name), onnx, grad });
}

/** What sets an operation on two numbers apart from others. */
export interface BinaryOptions {
  /** Element types, besides booleans, that the operation is not defined for. */
  readonly refused?: readonly DType[];
  /** The operator that stands for this one among booleans; without one they are refused. */
  readonly ofBooleans?: string;
}

/** A function of two numbers that ONNX has an operator for. */
export function binary(
  name: string,
  onnx: string,
  grad: GradRule<None>,
  { refused = [], ofBooleans }: BinaryOptions = {},
): Op<None> {
  const type = (inputs: readonly TensorType[]) => {
    const both = broadcastType(name)(inputs);
    if (both.dtype !== "bool" || ofBooleans === undefined) requireNumbers(name, [both], refused);
    return both;
  };
  const lower = (context: LowerContext<None>) =>
    context.graph.add(
      context.out.dtype === "bool" ? ofBooleans! : onnx,
      inOneType(context, context.out.dtype),
    );
  return defineOp<None>({ name, type, onnx: lower, grad });
}

/** The values in one element type, as ONNX wants both sides of an operator. */
export function inOneType(
  { graph, names, types }: Pick<LowerContext<None>, "graph" | "names" | "types">,
  dtype: DType,
): string[] {
  return names.map((name, i) => (types[i]!.dtype === dtype ? name : graph.cast(name, dtype)));
}
