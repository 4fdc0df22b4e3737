import { expected } from "../../util/errors.ts";
import type { Optimizer } from "../optimizer.ts";

type Factor = (epoch: number) => number;

/** One function for all groups, or one a group. */
export function factorsOf(
  who: string,
  given: Factor | readonly Factor[],
  { paramGroups }: Optimizer,
): readonly Factor[] {
  const factors = typeof given === "function" ? paramGroups.map(() => given) : given;
  const all = Array.isArray(factors) && factors.every((factor) => typeof factor === "function");
  if (all && factors.length === paramGroups.length) return factors;
  const what = `lrLambda: a function, or ${paramGroups.length} of them`;
  throw expected(who, what, given, "pass (epoch) => factor");
}

/** A divisor; an error where it is 0, as in Python. */
export function notZero(who: string, what: string, divisor: number): number {
  if (divisor !== 0) return divisor;
  throw expected(`${who}.step`, what, divisor, "begin with a small number, 1e-8 say");
}
