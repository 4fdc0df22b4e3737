import { VisionError } from "../util/errors.ts";
import { nearestNames } from "../util/nearest.ts";
import { buildPretrained, type PretrainedOptions } from "./build-pretrained.ts";
import { type ModelName, models } from "./registry.ts";

type Registry = typeof models;

/** The options of a model's net, and those that choose its weights. */
export type BuilderOptions<Name extends ModelName> = Parameters<Registry[Name]["build"]>[0] &
  PretrainedOptions;

/** Builds a model, with weights if they are asked for; the weights may be downloaded. */
export type Builder<Name extends ModelName = ModelName> = (
  options?: BuilderOptions<Name>,
) => Promise<ReturnType<Registry[Name]["build"]>>;

type Builders = { readonly [Name in ModelName]: Builder<Name> };

/** A builder for every model of the registry. */
export const builders = Object.fromEntries(
  Object.keys(models).map((name) => [name, (options?: never) => buildPretrained(name, options)]),
) as unknown as Builders;

/**
 * The builder of a model, by a name that is not known before the program runs; upper and lower case alike.
 * torchvision's `get_model_builder`; its `get_model(name, ...)` is `await get(name)({ ... })`.
 * Throws NOT_FOUND with the nearest names.
 * @example const model = await get("squeezenet1_1")({ numClasses: 10 });
 */
export function get<Name extends ModelName>(name: Name): Builder<Name>;
export function get(name: string): Builder;
export function get(name: string): Builder {
  const names = Object.keys(builders) as ModelName[];
  const lower = String(name).toLowerCase();
  const found = names.find((known) => known.toLowerCase() === lower);
  if (found !== undefined) return builders[found] as Builder;
  throw new VisionError({
    code: "NOT_FOUND",
    who: "models.get",
    expected: `the name of one of ${names.length} models`,
    got: name,
    hint: `did you mean ${nearestNames(lower, names).join(", ")}?`,
  });
}
