import type { Tensor } from "../tensor/index.ts";
import type { UpdateInput } from "./optimizer.ts";

interface DescentSettings {
  readonly maximize?: boolean;
  readonly weightDecay?: number;
}

/** The gradient to go down: negated to maximize, with `weightDecay` times the parameter added. */
export function descent({
  parameter,
  gradient,
  settings: { maximize = false, weightDecay = 0 },
  scalar,
}: Pick<UpdateInput<unknown>, "parameter" | "gradient" | "scalar"> & {
  readonly settings: DescentSettings;
}): Tensor {
  const g = maximize ? gradient.neg() : gradient;
  return weightDecay === 0 ? g : g.add(parameter.mul(scalar("weightDecay", weightDecay)));
}

/** The running mean `beta last + (1 - beta) value`, from zero. */
export function runningMean(
  last: Tensor,
  value: Tensor,
  beta: number,
  scalar: (name: string, value: number) => Tensor,
  name = "beta",
): Tensor {
  return last.mul(scalar(name, beta)).add(value.mul(scalar(`1-${name}`, 1 - beta)));
}
