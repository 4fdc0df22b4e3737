import { defineOp, type LowerContext, type TensorType } from "../op.ts";
import type { None } from "./forms.ts";
import { inOneType } from "./forms.ts";
import { broadcastType, requireFloat, sumTo } from "./types.ts";

// PyTorch's least logarithm and least x (1 - x): sure but wrong predictions stay finite.
const LEAST_LOG = -100;
const LEAST_PRODUCT = 1e-12;

function likelihoodType(inputs: readonly TensorType[]): TensorType {
  for (const input of inputs) requireFloat("binaryCrossEntropy", input);
  return broadcastType("binaryCrossEntropy")(inputs);
}

// (y - 1) log(1 - x) - y log(x)
function lowerLikelihood(context: LowerContext<None>): string {
  const { graph, out } = context;
  const [x, y] = inOneType(context, out.dtype) as [string, string];
  const one = graph.scalar(1, out.dtype);
  const log = (name: string) =>
    graph.add("Clip", [graph.add("Log", [name]), graph.scalar(LEAST_LOG, out.dtype)]);
  const absent = graph.add("Mul", [graph.add("Sub", [y, one]), log(graph.add("Sub", [one, x]))]);
  return graph.add("Sub", [absent, graph.add("Mul", [y, log(x)])]);
}

/** What losses need that tensors have no method for. */
export const loss = {
  // Of probabilities x and truths y, both in [0, 1]. dx = (x - y) / (x (1 - x)), dy = log(1 - x) - log(x)
  binaryCrossEntropy: defineOp<None>({
    name: "binaryCrossEntropy",
    type: likelihoodType,
    onnx: lowerLikelihood,
    grad: ({ inputs: [x, y], gy, needs }) => {
      const rest = x!.neg().add(1);
      const slope = () => x!.sub(y!).div(x!.mul(rest).clamp({ min: LEAST_PRODUCT }));
      return [
        needs[0] ? sumTo(gy.mul(slope()), x!.shape) : null,
        needs[1] ? sumTo(gy.mul(rest.log().sub(x!.log())), y!.shape) : null,
      ];
    },
  }),
};
