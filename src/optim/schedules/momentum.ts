import { checkNumber } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";
import type { Optimizer } from "../optimizer.ts";
import type { ParamGroup } from "../param-group.ts";

type MomentumGroup = ParamGroup & { momentum?: number; betas?: readonly [number, number] };

/** Sets a group's momentum: the setting of that name, or the first of `betas`. */
export function setMomentum(group: ParamGroup, value: number): void {
  const own: MomentumGroup = group;
  if (own.betas === undefined) own.momentum = value;
  else own.betas = [value, own.betas[1]];
}

/** Refuses optimizers without one of the settings. */
export function checkMomentum(who: string, optimizer: Optimizer, names: readonly string[]): void {
  const [group] = optimizer.paramGroups;
  if (names.some((name) => name in group!)) return;
  const what = `an optimizer with ${names.join(" or ")} for cycleMomentum`;
  throw expected(who, what, optimizer.constructor.name, "pass cycleMomentum: false");
}

/** One number for all groups, or one a group. */
export function perGroup(
  who: string,
  name: string,
  value: number | readonly number[],
  { paramGroups }: Optimizer,
): readonly number[] {
  const values = typeof value === "number" ? paramGroups.map(() => value) : value;
  if (!Array.isArray(values) || values.length !== paramGroups.length) {
    throw expected(who, `${name}: a number, or ${paramGroups.length} of them`, value, "pass one");
  }
  for (const item of values) checkNumber(who, name, item, { low: 0 });
  return values;
}
