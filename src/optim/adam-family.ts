import { type Tensor, zeros } from "../tensor/index.ts";
import { checkBetas, checkNotNegative, checkSwitches } from "./checks.ts";
import { runningMean } from "./descent.ts";
import type { OptimizerFacts, Update, UpdateInput } from "./optimizer.ts";

/** Settings of `Adam` and `AdamW`. */
export interface AdamOptions {
  /** Learning rate. Default 0.001. */
  readonly lr?: number;
  /** How much of the running means of the gradient and of its square stays in a step. Default [0.9, 0.999]. */
  readonly betas?: readonly [number, number];
  /** Added to the denominator. Default 1e-8. */
  readonly eps?: number;
  /** Pull of each parameter towards zero. Default 0 for `Adam`, 0.01 for `AdamW`. */
  readonly weightDecay?: number;
  /** Whether to divide by the largest mean square so far (Reddi et al. 2018). Default false. */
  readonly amsgrad?: boolean;
  /** Whether to climb instead of descend. Default false. */
  readonly maximize?: boolean;
}

/** The settings after defaults. */
export type AdamSettings = Required<AdamOptions>;

/** The name, defaults and checks of Adam and AdamW. */
export function adamFacts(name: string, weightDecay: number): OptimizerFacts<AdamSettings> {
  return {
    name,
    defaults: {
      lr: 1e-3,
      betas: [0.9, 0.999],
      eps: 1e-8,
      weightDecay,
      amsgrad: false,
      maximize: false,
    },
    check(settings) {
      checkNotNegative(name, settings, "lr", "eps", "weightDecay");
      checkBetas(name, settings.betas);
      checkSwitches(name, settings, "amsgrad", "maximize");
    },
  };
}

interface Moments {
  /** The number of this step, from 1. */
  readonly step: number;
  /** `m = beta1 m + (1 - beta1) g` */
  readonly mean: Tensor;
  /** `v = beta2 v + (1 - beta2) g^2` */
  readonly square: Tensor;
}

/** The running means of the gradient and of its square. */
export function moments(
  g: Tensor,
  {
    state: { tensors, numbers },
    settings: { betas },
    scalar,
  }: Pick<UpdateInput<{ readonly betas: readonly [number, number] }>, "state" | "scalar"> & {
    readonly settings: { readonly betas: readonly [number, number] };
  },
): Moments {
  const none = () => zeros(g.shape, { dtype: g.dtype });
  return {
    step: (numbers["step"] ?? 0) + 1,
    mean: runningMean(tensors["exp_avg"] ?? none(), g, betas[0], scalar, "beta1"),
    square: runningMean(tensors["exp_avg_sq"] ?? none(), g.square(), betas[1], scalar, "beta2"),
  };
}

/** Adam's step of `parameter` down `g`: `p -= lr / (1 - beta1^t) m / (sqrt(v / (1 - beta2^t)) + eps)`. */
export function adamStep(parameter: Tensor, g: Tensor, input: UpdateInput<AdamSettings>): Update {
  const { settings, scalar, state } = input;
  const { lr, betas, eps, amsgrad } = settings;
  const { step, mean, square } = moments(g, input);
  const last = state.tensors["max_exp_avg_sq"] ?? zeros(g.shape, { dtype: g.dtype });
  const largest = amsgrad ? last.maximum(square) : square;
  const root = largest.sqrt().mul(scalar("root", 1 / Math.sqrt(1 - betas[1] ** step)));
  const rate = scalar("rate", lr / (1 - betas[0] ** step));
  const tensors = { exp_avg: mean, exp_avg_sq: square };
  return {
    value: parameter.sub(mean.mul(rate).div(root.add(scalar("eps", eps)))),
    tensors: amsgrad ? { ...tensors, max_exp_avg_sq: largest } : tensors,
    numbers: { step },
  };
}
