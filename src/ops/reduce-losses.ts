import type { Tensor } from "../tensor/index.ts";
import { checkChoice } from "../util/check.ts";

/** How the losses of a set become one: not at all, their mean (0 of none), or their sum. */
export type Reduction = "none" | "mean" | "sum";

/** What the losses of boxes take. */
export interface BoxLossOptions {
  /** Default "none", as in torchvision. */
  readonly reduction?: Reduction;
  /** Keeps divisions by zero away. Default 1e-7. */
  readonly eps?: number;
}

/** The losses, their mean or their sum; the mean of none is 0. */
export function reduceLosses(who: string, losses: Tensor, reduction: Reduction): Tensor {
  checkChoice<Reduction>(who, "reduction", reduction, ["none", "mean", "sum"]);
  if (reduction === "none") return losses;
  return reduction === "mean" && !losses.shape.includes(0) ? losses.mean() : losses.sum();
}
