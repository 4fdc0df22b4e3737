import { expected } from "../util/errors.ts";
import type { Rng } from "../util/rng.ts";
import { Transform } from "./transform.ts";

/** A step of a pipeline: a transform, or a function of the sample (and the generator). */
export type Step = Transform | ((sample: never, rng: Rng) => unknown);

/** Refuses anything but a list of transforms and functions; returns a frozen copy. */
export function checkSteps(who: string, steps: readonly Step[], least = 0): readonly Step[] {
  const what = "a list of transforms and functions";
  if (!Array.isArray(steps)) throw expected(who, what, steps, "pass [first, second]");
  const bad = steps.findIndex((t) => !(t instanceof Transform || typeof t === "function"));
  if (bad >= 0) throw expected(who, what, steps[bad], `transforms[${bad}] is neither of them`);
  if (steps.length < least) throw expected(who, "at least one transform", steps, "pass one");
  return Object.freeze([...steps]);
}

/** The sample after one step. */
export function takeStep(step: Step, sample: unknown, rng: Rng): unknown {
  return step instanceof Transform ? step.apply(sample, rng) : step(sample as never, rng);
}
