import { Image } from "../sample/index.ts";
import { VisionError } from "../util/errors.ts";
import type { Rng } from "../util/rng.ts";
import { applyTransform, type SampleTransform } from "./dataset.ts";
import type { WebSample } from "./decode-sample.ts";
import { sendTransforms } from "./loader/sendable.ts";
import type { WorkerContext } from "./loader/worker-module.ts";

/** What happens to a sample after it was decoded. */
export type SampleStep =
  | { readonly kind: "tuple"; readonly names: readonly string[] }
  | { readonly kind: "map"; readonly transform: SampleTransform }
  | { readonly kind: "images"; readonly transform: SampleTransform };

/** A sample after the steps, all drawing from `rng`. */
export function applySteps(sample: unknown, steps: readonly SampleStep[], rng: Rng): unknown {
  let value = sample;
  for (const step of steps) {
    switch (step.kind) {
      case "tuple":
        value = tupleOf(value as WebSample, step.names);
        break;
      case "map":
        value = applyTransform(step.transform, value, rng);
        break;
      case "images":
        value = overImages(value, step.transform, rng);
        break;
      default:
        step satisfies never;
    }
  }
  return value;
}

/** The steps as plain data, for a worker; throws where one holds a function. */
export function sendSteps(steps: readonly SampleStep[]): unknown[] {
  return steps.map((step) => {
    if (step.kind === "tuple") return step;
    const { transform } = sendTransforms("WebDataset", { transform: step.transform as never });
    return { kind: step.kind, transform };
  });
}

/** The steps again, in a worker. */
export function receiveSteps(sent: readonly unknown[], context: WorkerContext): SampleStep[] {
  return (sent as SampleStep[]).map((step) =>
    step.kind === "tuple"
      ? step
      : { kind: step.kind, transform: context.transform(step.transform) as SampleTransform },
  );
}

// "jpg;png" takes the first of the two that there is.
function tupleOf(sample: WebSample, names: readonly string[]): unknown[] {
  return names.map((name) => {
    const found = name.split(";").find((one) => Object.hasOwn(sample, one));
    if (found !== undefined) return sample[found];
    throw new VisionError({
      code: "NOT_FOUND",
      who: "WebDataset.toTuple",
      expected: `a file ${name} in every sample`,
      got: Object.keys(sample).filter((key) => !key.startsWith("__")),
      hint: 'name what the samples have; "jpg;png" takes whichever there is',
      file: `${sample.__url__}: ${sample.__key__}`,
    });
  });
}

function overImages(value: unknown, transform: SampleTransform, rng: Rng): unknown {
  const one = (part: unknown) =>
    part instanceof Image ? applyTransform(transform, part, rng) : part;
  if (Array.isArray(value)) return value.map(one);
  if (value === null || typeof value !== "object" || value instanceof Image) return one(value);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, one(part)]));
}
