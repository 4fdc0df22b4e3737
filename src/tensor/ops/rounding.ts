import { isFloating } from "../dtype.ts";
import { defineOp, type LowerContext, type Op, type TensorType } from "../op.ts";
import { inOneType, type None, stepwise, zeroGradient } from "./forms.ts";
import { broadcastType, floatType, requireNumbers, sumTo } from "./types.ts";

function rounded(name: string, lower: (context: LowerContext<None>) => string): Op<None> {
  return defineOp<None>({ name, type: floatType(name), onnx: lower, grad: zeroGradient });
}

function numbers(name: string): (inputs: readonly TensorType[]) => TensorType {
  return (inputs) => {
    const both = broadcastType(name)(inputs);
    requireNumbers(name, [both]);
    return both;
  };
}

// Whole numbers have no way to say "divided by 0", and the processor stops the program: 1 stands in for such divisors.
function operands(context: LowerContext<None>): { a: string; b: string; undefinedAt?: string } {
  const { graph, out } = context;
  const [a, b] = inOneType(context, out.dtype) as [string, string];
  if (isFloating(out.dtype)) return { a, b };
  const zero = graph.scalar(0, out.dtype);
  const undefinedAt = graph.add("Equal", [b, zero]);
  return { a, b: graph.add("Where", [undefinedAt, graph.scalar(1, out.dtype), b]), undefinedAt };
}

// What is left of a / b, with the sign of a.
function lowerFmod(context: LowerContext<None>): string {
  const { a, b } = operands(context);
  return context.graph.add("Mod", [a, b], { fmod: { int: 1 } });
}

// What is left of a / b, with the sign of b. ONNX has it for whole numbers only.
function lowerRemainder(context: LowerContext<None>): string {
  const { graph, out } = context;
  const { a, b } = operands(context);
  if (!isFloating(out.dtype)) return graph.add("Mod", [a, b]);
  const zero = graph.scalar(0, out.dtype);
  const rest = graph.add("Mod", [a, b], { fmod: { int: 1 } });
  const otherSign = graph.add("Xor", [
    graph.add("Less", [rest, zero]),
    graph.add("Less", [b, zero]),
  ]);
  const left = graph.add("Not", [graph.add("Equal", [rest, zero])]);
  const wrong = graph.add("And", [otherSign, left]);
  return graph.add("Where", [wrong, graph.add("Add", [rest, b]), rest]);
}

// (a - remainder) / b is a whole number up to rounding. By 0: a / b for floats, as PyTorch, and 0 for whole numbers.
function lowerFloorDivide(context: LowerContext<None>): string {
  const { graph, out } = context;
  const { a, b, undefinedAt } = operands(context);
  const rest = lowerRemainder(context);
  const whole = graph.add("Div", [graph.add("Sub", [a, rest]), b]);
  const zero = graph.scalar(0, out.dtype);
  if (undefinedAt !== undefined) return graph.add("Where", [undefinedAt, zero, whole]);
  const byZero = graph.add("Equal", [b, zero]);
  return graph.add("Where", [byZero, graph.add("Div", [a, b]), graph.add("Round", [whole])]);
}

/** Whole numbers near real ones, and division with a rest. */
export const rounding = {
  floor: rounded("floor", ({ graph, names }) => graph.add("Floor", names)),
  ceil: rounded("ceil", ({ graph, names }) => graph.add("Ceil", names)),
  // Halves go to the even neighbour, in ONNX as in PyTorch.
  round: rounded("round", ({ graph, names }) => graph.add("Round", names)),
  trunc: rounded("trunc", ({ graph, names }) =>
    graph.add("Mul", [graph.add("Sign", names), graph.add("Floor", [graph.add("Abs", names)])]),
  ),
  // a - b trunc(a / b)
  fmod: defineOp<None>({
    name: "fmod",
    type: numbers("fmod"),
    onnx: lowerFmod,
    grad: ({ inputs: [a, b], gy, needs }) => [
      needs[0] ? sumTo(gy, a!.shape) : null,
      needs[1] ? sumTo(gy.mul(a!.div(b!).trunc()).neg(), b!.shape) : null,
    ],
  }),
  // a - b floor(a / b)
  remainder: defineOp<None>({
    name: "remainder",
    type: numbers("remainder"),
    onnx: lowerRemainder,
    grad: ({ inputs: [a, b], gy, needs }) => [
      needs[0] ? sumTo(gy, a!.shape) : null,
      needs[1] ? sumTo(gy.mul(a!.floorDivide(b!)).neg(), b!.shape) : null,
    ],
  }),
  floorDivide: defineOp<None>({
    name: "floorDivide",
    type: numbers("floorDivide"),
    onnx: lowerFloorDivide,
    grad: stepwise,
  }),
};
