import { expected } from "../util/errors.ts";
import { CenterCrop } from "./center-crop.ts";
import { Compose } from "./compose.ts";
import { Normalize } from "./normalize.ts";
import { RandomCrop } from "./random-crop.ts";
import { RandomHorizontalFlip } from "./random-horizontal-flip.ts";
import { Resize } from "./resize.ts";
import { ToTensor } from "./to-tensor.ts";
import type { Transform, TransformJson } from "./transform.ts";
import { isPlainObject } from "./tree.ts";

/** How a transform is built from its options: the class, and the options that it takes by position. */
export interface TransformEntry {
  readonly build: new (...given: never[]) => Transform;
  readonly positional: readonly string[];
}

/** All transforms by name. */
export const transforms = {
  CenterCrop: { build: CenterCrop, positional: ["size"] },
  Compose: { build: Compose, positional: ["transforms"] },
  Normalize: { build: Normalize, positional: ["mean", "std"] },
  RandomCrop: { build: RandomCrop, positional: ["size"] },
  RandomHorizontalFlip: { build: RandomHorizontalFlip, positional: [] },
  Resize: { build: Resize, positional: ["size"] },
  ToTensor: { build: ToTensor, positional: [] },
} as const satisfies Record<string, TransformEntry>;

/**
 * Rebuilds a transform from what its `toJSON` gave, pipelines included. `own` adds classes that are
 * not part of this package. Throws on unknown names and options, and on options that the class refuses.
 * @example const same = fromJSON(JSON.parse(JSON.stringify(pipeline)));
 */
export function fromJSON(
  json: unknown,
  own: Readonly<Record<string, TransformEntry>> = {},
): Transform {
  const who = "fromJSON";
  if (!isTransformJson(json))
    throw expected(who, "{ name, options }", json, "pass what toJSON() gave");
  const known = new Map<string, TransformEntry>(Object.entries({ ...transforms, ...own }));
  const entry = known.get(json.name);
  if (entry === undefined) {
    const what = `a name among ${[...known.keys()].join(", ")}`;
    throw expected(who, what, json.name, "pass the class as second argument");
  }
  const options = revive(json.options, own);
  const positional = entry.positional.map((key) => options[key]);
  const transform = new entry.build(...([...positional, options] as never[]));
  const extra = Object.keys(options).find((key) => !Object.hasOwn(transform.options, key));
  if (extra !== undefined)
    throw expected(`${who}: ${json.name}`, "options that it has", extra, "check the spelling");
  return transform;
}

// A container's list of transforms is rebuilt first.
function revive(
  options: TransformJson["options"],
  own: Readonly<Record<string, TransformEntry>>,
): Readonly<Record<string, unknown>> {
  if (!Array.isArray(options["transforms"])) return options;
  return { ...options, transforms: options["transforms"].map((item) => fromJSON(item, own)) };
}

function isTransformJson(value: unknown): value is TransformJson {
  return (
    isPlainObject(value) && typeof value["name"] === "string" && isPlainObject(value["options"])
  );
}
