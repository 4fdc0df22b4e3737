import assert from "node:assert/strict";
import fc, { type Arbitrary, type RunDetails } from "fast-check";
import { GeometricTransform, type Transform, type TransformEntry } from "../transforms/index.ts";
import { expected, VisionError } from "../util/errors.ts";
import { describe } from "./describe.ts";
import {
  boxesInside,
  generalLaws,
  identityAtZero,
  type Law,
  partsAgree,
  roundTrip,
} from "./laws.ts";
import { samples, seeds } from "./samples.ts";

/** How `checkTransform` checks. */
export interface CheckOptions {
  /** What to apply it to. Default `samples()`. */
  readonly samples?: Arbitrary<unknown>;
  /** Laws of your own, by name, beside the general ones. */
  readonly laws?: Readonly<Record<string, Law>>;
  /** General laws that do not hold for this transform. */
  readonly except?: readonly string[];
  /** How to rebuild classes that are not part of the package, as `fromJSON` takes it. */
  readonly own?: Readonly<Record<string, TransformEntry>>;
  /** Cases for each law. Default 100. */
  readonly runs?: number;
  /** Where the cases start. Default 0, so that a failure repeats. */
  readonly seed?: number;
}

/**
 * Checks the laws of transforms on generated samples: the input stays untouched, a seed gives one
 * result, structure, kinds and unknown values are kept, equal pictures get one draw, numbers stay
 * finite, `{ name, options }` comes back, `p = 0` does nothing; of geometric transforms also that all
 * parts keep one size and boxes stay inside. Samples that the transform refuses with a `VisionError`
 * are left out. Throws with the law's name and the smallest sample found that breaks it.
 * @example test("RandomCrop keeps the laws", () => checkTransform(new RandomCrop(1)));
 */
export function checkTransform(
  transform: Transform | Arbitrary<Transform>,
  {
    samples: drawn = samples(),
    laws = {},
    except = [],
    own = {},
    runs = 100,
    seed = 0,
  }: CheckOptions = {},
): void {
  const transforms = transform instanceof fc.Arbitrary ? transform : fc.constant(transform);
  const known = { ...generalLaws, roundTrip: roundTrip(own), identityAtZero: identityAtZero(own) };
  const all: Record<string, Law> = {
    ...known,
    partsAgree: ofGeometric(partsAgree),
    boxesInside: ofGeometric(boxesInside),
    ...laws,
  };
  for (const [name, law] of Object.entries(all)) {
    if (except.includes(name)) continue;
    const property = fc.property(transforms, drawn, seeds(), (one, sample, start) =>
      holds(law, one, sample, start),
    );
    report(name, fc.check(property, { seed, numRuns: runs }));
  }
}

// A sample that the transform refuses says nothing about the law.
function holds(law: Law, transform: Transform, sample: unknown, seed: number): void {
  try {
    law(transform, sample, seed);
  } catch (error) {
    if (error instanceof VisionError) fc.pre(false);
    throw error;
  }
}

function report(law: string, details: RunDetails<[Transform, unknown, number]>): void {
  if (!details.failed) return;
  const { counterexample, errorInstance, seed, counterexamplePath, numShrinks, numSkips } = details;
  if (counterexample === null) {
    const hint = "pass samples that it takes";
    const got = `${numSkips} samples refused`;
    throw expected(
      "checkTransform",
      `samples for the law ${law} that the transform takes`,
      got,
      hint,
    );
  }
  const [transform, sample, start] = counterexample;
  const reason = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  const message = [
    `${transform.name} breaks the law ${law}: ${reason}`,
    `  options: ${JSON.stringify(transform.options)}`,
    `  sample, smallest of ${numShrinks + 1}: ${describe(sample)}`,
    `  drawn from new Rng(${start}); repeat with seed ${seed}, path "${counterexamplePath}"`,
  ].join("\n");
  throw new assert.AssertionError({ message });
}

function ofGeometric(law: Law): Law {
  return (transform, sample, seed) => {
    if (transform instanceof GeometricTransform) law(transform, sample, seed);
  };
}
