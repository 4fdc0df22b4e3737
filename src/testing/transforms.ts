import fc, { type Arbitrary } from "fast-check";
import {
  Compose,
  RandomApply,
  RandomChoice,
  RandomOrder,
  type Transform,
  transforms,
} from "../transforms/index.ts";
import { expected, VisionError } from "../util/errors.ts";
import { particularArguments, transformArguments } from "./transform-arguments.ts";

/**
 * Transforms of one class, with any valid options (fast-check arbitrary). Throws on names that take
 * samples of their own kind only in part: `Lambda`, `MixUp` and `CutMix`.
 * @example checkTransform(transformsNamed("RandomResizedCrop"));
 */
export function transformsNamed(name: string): Arbitrary<Transform> {
  const given = transformArguments[name] ?? particularArguments[name];
  const entry = Object.entries(transforms).find(([known]) => known === name)?.[1];
  if (given === undefined || entry === undefined) {
    const names = Object.keys({ ...transformArguments, ...particularArguments }).sort();
    throw expected("transformsNamed", `one of ${names.join(", ")}`, name, "check the spelling");
  }
  const Class = entry.build as new (...args: never[]) => Transform;
  return given
    .map((args) => made(Class, args))
    .filter((transform): transform is Transform => transform !== undefined);
}

/**
 * Any of the transforms that take every sample, with any valid options (fast-check arbitrary).
 * @example checkTransform(anyTransform());
 */
export function anyTransform(): Arbitrary<Transform> {
  const names = Object.keys(transformArguments).filter((name) => name in transforms);
  return fc.oneof(...names.map(transformsNamed));
}

/**
 * Pipelines: up to `maxLength` transforms in a row, some of them chosen, ordered or left out at random
 * (fast-check arbitrary).
 * @example checkTransform(pipelines());
 */
export function pipelines({
  maxLength = 4,
}: {
  readonly maxLength?: number;
} = {}): Arbitrary<Transform> {
  const steps = fc.array(anyTransform(), { minLength: 1, maxLength });
  const group = steps.chain((list) =>
    fc.constantFrom(
      new Compose(list),
      new RandomApply(list),
      new RandomChoice(list),
      new RandomOrder(list),
    ),
  );
  return fc
    .array(fc.oneof({ weight: 3, arbitrary: anyTransform() }, { weight: 1, arbitrary: group }), {
      minLength: 1,
      maxLength,
    })
    .map((list) => new Compose(list));
}

// Few options exclude each other; a pair that the class refuses is drawn again.
function made(
  Class: new (...args: never[]) => Transform,
  args: readonly unknown[],
): Transform | undefined {
  try {
    return new Class(...(args as never[]));
  } catch (error) {
    if (error instanceof VisionError) return undefined;
    throw error;
  }
}
