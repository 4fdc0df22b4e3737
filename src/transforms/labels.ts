import { Tensor } from "../tensor/index.ts";
import { expected } from "../util/errors.ts";
import { isPlainObject } from "./tree.ts";

/**
 * Where a sample's labels are. "default" looks as torchvision does: the second item of an array; if
 * that (or the sample) is an object, its key "labels" in any case, else its first key with "label" in
 * it. Another string is a path of keys, as in "1.labels" or "target.category". A function gets the
 * sample. `null`: there are none.
 */
export type LabelsGetter = "default" | (string & {}) | ((sample: never) => unknown) | null;

/** Refuses anything but such a rule; returns it. */
export function checkLabelsGetter(who: string, getter: unknown): LabelsGetter {
  if (getter === null || typeof getter === "function") return getter as LabelsGetter;
  if (typeof getter === "string" && getter !== "") return getter;
  const what = 'labelsGetter "default", a path of keys, a function or null';
  throw expected(who, what, getter, "pass one of these");
}

/** What the rule finds in a sample, `null` without a rule; throws where nothing is found. */
export function findLabels(who: string, sample: unknown, getter: LabelsGetter): unknown {
  if (getter === null) return null;
  const found =
    typeof getter === "function"
      ? getter(sample as never)
      : getter === "default"
        ? likelyLabels(sample)
        : atPath(sample, getter);
  if (found !== undefined) return found;
  const hint = "pass labelsGetter: a path, a function, or null if there are none";
  throw expected(who, "labels in the sample", sample, hint);
}

function likelyLabels(sample: unknown): unknown {
  const holder = Array.isArray(sample) ? sample[1] : sample;
  if (holder instanceof Tensor) return holder;
  if (!isPlainObject(holder)) return undefined;
  const keys = Object.keys(holder);
  const key =
    keys.find((name) => name.toLowerCase() === "labels") ??
    keys.find((name) => name.toLowerCase().includes("label"));
  return key === undefined ? undefined : holder[key];
}

function atPath(sample: unknown, path: string): unknown {
  let at: unknown = sample;
  for (const key of path.split(".")) {
    if (!(Array.isArray(at) || isPlainObject(at)) || !Object.hasOwn(at, key)) return undefined;
    at = (at as Readonly<Record<string, unknown>>)[key];
  }
  return at;
}
