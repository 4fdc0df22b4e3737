import { isFloating } from "../dtype.ts";
import { defineOp, type LowerContext, type Op, type TensorType } from "../op.ts";
import { inOneType, type None, stepwise } from "./forms.ts";
import { comparisonType } from "./types.ts";

// Any number but 0 is true.
function logic(name: string, onnx: string): Op<None> {
  return defineOp<None>({
    name,
    type: comparisonType(name),
    onnx: (context) => context.graph.add(onnx, inOneType(context, "bool")),
    grad: stepwise,
  });
}

function test(name: string, lower: (context: LowerContext<None>) => string): Op<None> {
  return defineOp<None>({
    name,
    type: ([x]: readonly TensorType[]) => ({ shape: x!.shape, dtype: "bool" }),
    onnx: lower,
    grad: stepwise,
  });
}

// Whole numbers are finite; the operators take floating-point numbers only.
function floats({ graph, names, types }: LowerContext<None>): string {
  return isFloating(types[0]!.dtype) ? names[0]! : graph.cast(names[0]!, "float32");
}

/** Booleans from booleans, and questions about single numbers. */
export const logical = {
  logicalAnd: logic("logicalAnd", "And"),
  logicalOr: logic("logicalOr", "Or"),
  logicalXor: logic("logicalXor", "Xor"),
  logicalNot: test("logicalNot", (context) => context.graph.add("Not", inOneType(context, "bool"))),
  isnan: test("isnan", (context) => context.graph.add("IsNaN", [floats(context)])),
  isinf: test("isinf", (context) => context.graph.add("IsInf", [floats(context)])),
  // |x| < infinity, which is false for NaN
  isfinite: test("isfinite", (context) => {
    const { graph, types } = context;
    const dtype = isFloating(types[0]!.dtype) ? types[0]!.dtype : "float32";
    return graph.add("Less", [
      graph.add("Abs", [floats(context)]),
      graph.scalar(Number.POSITIVE_INFINITY, dtype),
    ]);
  }),
};
