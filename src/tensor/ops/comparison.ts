import type { DType } from "../dtype.ts";
import { defineOp, type LowerContext, type Op, type TensorType } from "../op.ts";
import { inOneType, type None, stepwise } from "./forms.ts";
import { comparisonType, resultType } from "./types.ts";

function compare(name: string, onnx: string): Op<None> {
  const lower = (context: LowerContext<None>) =>
    context.graph.add(onnx, inOneType(context, comparable(context.types)));
  return defineOp<None>({ name, type: comparisonType(name), onnx: lower, grad: stepwise });
}

// ONNX Runtime orders neither booleans nor, on every path, bytes.
function comparable(types: readonly TensorType[]): DType {
  const dtype = resultType(types[0]!, types[1]!);
  return dtype === "bool" || dtype === "uint8" ? "int32" : dtype;
}

const eq = compare("eq", "Equal");

/** Two numbers to a boolean. */
export const comparison = {
  eq,
  ne: defineOp<None>({
    name: "ne",
    type: comparisonType("ne"),
    onnx: (context) => context.graph.add("Not", [eq.onnx(context)]),
    grad: stepwise,
  }),
  gt: compare("gt", "Greater"),
  ge: compare("ge", "GreaterOrEqual"),
  lt: compare("lt", "Less"),
  le: compare("le", "LessOrEqual"),
};
