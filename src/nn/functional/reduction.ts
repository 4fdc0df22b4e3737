import type { Tensor } from "../../tensor/index.ts";
import { sameShape } from "../../tensor/shape.ts";
import { checkChoice } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";

/** How the losses of a batch become one: their mean, their sum, or not at all. */
export type Reduction = "mean" | "sum" | "none";

/** What every loss takes. */
export interface LossSettings {
  /** Default "mean". */
  readonly reduction?: Reduction;
}

/** Refuses anything but a reduction; returns it. */
export function checkReduction(who: string, reduction: unknown): Reduction {
  return checkChoice<Reduction>(who, "reduction", reduction, ["mean", "sum", "none"]);
}

/** The mean or the sum of losses, or the losses. */
export function reduced(who: string, losses: Tensor, reduction: Reduction): Tensor {
  const how = checkReduction(who, reduction);
  return how === "none" ? losses : losses[how]();
}

/** Refuses two tensors of different shapes: broadcasting them would be a loss of other pairs than meant. */
export function checkSameShape(who: string, input: Tensor, target: Tensor): void {
  if (sameShape(input.shape, target.shape)) return;
  const what = `a target of the input's shape ${JSON.stringify(input.shape)}`;
  throw expected(who, what, target.shape, "reshape(), squeeze() or unsqueeze() one of them");
}
