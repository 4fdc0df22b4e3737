import { expected } from "../../util/errors.ts";
import {
  defineOp,
  type GradContext,
  type GradRule,
  type LowerContext,
  type TensorType,
} from "../op.ts";
import { broadcastShapes } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { binary, type None } from "./forms.ts";
import { requireNumbers, resultType, sumTo } from "./types.ts";

/** Which bounds stand behind the input, the lower one first. */
export interface ClampAttrs {
  readonly [name: string]: boolean;
  readonly min: boolean;
  readonly max: boolean;
}

function whereType([condition, a, b]: readonly TensorType[]): TensorType {
  if (condition!.dtype !== "bool") {
    const hint = 'compare, or convert with .to("bool")';
    throw expected("where", "a condition of dtype bool", condition!.dtype, hint);
  }
  const shape = broadcastShapes("where", a!.shape, b!.shape);
  return {
    shape: broadcastShapes("where", condition!.shape, shape),
    dtype: resultType(a!, b!),
  };
}

// ONNX Runtime chooses among numbers only: booleans go through as bytes.
function lowerWhere({ graph, names: [condition, ...names], types, out }: LowerContext<None>) {
  const dtype = out.dtype === "bool" ? "uint8" : out.dtype;
  const sides = names.map((name, i) =>
    types[i + 1]!.dtype === dtype ? name : graph.cast(name, dtype),
  );
  const chosen = graph.add("Where", [condition!, ...sides]);
  return dtype === out.dtype ? chosen : graph.cast(chosen, out.dtype);
}

function clampType(inputs: readonly TensorType[]): TensorType {
  const type = inputs.reduce((a, b) => ({
    shape: broadcastShapes("clamp", a.shape, b.shape),
    dtype: resultType(a, b),
  }));
  requireNumbers("clamp", [type]); // booleans between numbers are numbers
  return type;
}

// Clip is one pass, but takes plain numbers as bounds only.
function lowerClamp({ graph, names, types, out, attrs }: LowerContext<ClampAttrs>): string {
  const [x, ...bounds] = names.map((name, i) =>
    types[i]!.dtype === out.dtype ? name : graph.cast(name, out.dtype),
  );
  const low = attrs.min ? bounds[0]! : "";
  const high = attrs.max ? bounds.at(-1)! : "";
  if (types.slice(1).every(({ shape }) => shape.length === 0))
    return graph.add("Clip", high === "" ? [x!, low] : [x!, low, high]);
  const raised = low === "" ? x! : graph.add("Max", [x!, low]);
  return high === "" ? raised : graph.add("Min", [raised, high]);
}

// The value passes inside of the bounds and on them; outside, the bound takes the gradient, and the upper one wins.
function clampGradient({ inputs, gy, attrs, needs }: GradContext<ClampAttrs>) {
  const x = inputs[0]!;
  const low = attrs.min ? inputs[1]! : undefined;
  const high = attrs.max ? inputs.at(-1)! : undefined;
  const part = (mask: Tensor, of: Tensor) => sumTo(gy.where(mask, 0), of.shape);
  const forX = () => {
    if (low === undefined) return part(x.le(high!), x);
    return part(high === undefined ? x.ge(low) : x.ge(low).logicalAnd(x.le(high)), x);
  };
  const forLow = () =>
    part(high === undefined ? x.lt(low!) : x.lt(low!).logicalAnd(low!.lt(high)), low!);
  const forHigh = () =>
    part(low === undefined ? x.gt(high!) : x.gt(high!).logicalOr(low.gt(high!)), high!);
  return [forX, ...(low ? [forLow] : []), ...(high ? [forHigh] : [])].map((gradient, i) =>
    needs[i] ? gradient() : null,
  );
}

/** One of several values at each place. */
export const selection = {
  where: defineOp<None>({
    name: "where",
    type: whereType,
    onnx: lowerWhere,
    grad: ({ inputs: [condition, a, b], gy, needs }) => [
      null,
      needs[1] ? sumTo(gy.where(condition!, 0), a!.shape) : null,
      needs[2] ? sumTo(gy.where(condition!.logicalNot(), 0), b!.shape) : null,
    ],
  }),
  clamp: defineOp<ClampAttrs>({
    name: "clamp",
    type: clampType,
    onnx: lowerClamp,
    grad: clampGradient,
  }),
  // The larger, or smaller, takes the gradient; equal values share it, as PyTorch.
  maximum: binary("maximum", "Max", sharedGradient("gt"), { ofBooleans: "Or" }),
  minimum: binary("minimum", "Min", sharedGradient("lt"), { ofBooleans: "And" }),
};

// Next to NaN neither wins, and both take the gradient.
function sharedGradient(wins: "gt" | "lt"): GradRule<None> {
  return ({ inputs: [a, b], gy, needs }) => {
    const shared = gy.mul(0.5).where(a!.eq(b!), gy);
    const part = (x: Tensor, other: Tensor) => sumTo(shared.maskedFill(other[wins](x), 0), x.shape);
    return [needs[0] ? part(a!, b!) : null, needs[1] ? part(b!, a!) : null];
  };
}
