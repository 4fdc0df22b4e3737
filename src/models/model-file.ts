import type { AnyModule } from "../nn/index.ts";
import { realize } from "../tensor/index.ts";
import { VisionError } from "../util/errors.ts";
import { buildModel, models } from "./registry.ts";
import { readSafetensors, writeSafetensors } from "./safetensors.ts";
import { parseStrictJson, type StrictJson } from "./strict-json.ts";

/** Options of `saveModel`. */
export interface SaveModelOptions {
  /** The name that `loadModel` builds it by. Default: the class's name. */
  readonly name?: string;
  /** What its constructor needs, as plain JSON data. Default none. */
  readonly options?: Readonly<Record<string, unknown>>;
}

/** Builds a model from the options that were saved with it. */
export type ModelBuilder = (options: never) => AnyModule;

/** Options of `loadModel`. */
export interface LoadModelOptions {
  /** Builders of your own classes by name; they go before the models of this package. */
  readonly classes?: Readonly<Record<string, ModelBuilder>>;
}

const key = "tsvision.model";

/**
 * Saves a whole model as safetensors: its class's name, its options, its parameters and buffers
 * with checksums. The code is not saved: `loadModel` needs the class.
 * @example await saveModel("net.safetensors", net, { options: { numClasses: 3 } });
 */
export async function saveModel(
  path: string,
  model: AnyModule,
  { name = model.constructor.name, options = {} }: SaveModelOptions = {},
): Promise<void> {
  const state = model.stateDict();
  await realize(...state.values());
  const metadata = { [key]: JSON.stringify({ schema: 1, name, options }) };
  await writeSafetensors(path, state, metadata, { checksums: true });
}

/**
 * Loads what `saveModel` wrote: builds the model by name and options, then loads its weights.
 * Throws `MISMATCH` for files without a model, unknown names, and weights that do not fit.
 * @example const net = await loadModel("net.safetensors", { classes: { SimpleNN: () => new SimpleNN() } });
 */
export async function loadModel(
  path: string,
  { classes = {} }: LoadModelOptions = {},
): Promise<AnyModule> {
  const { tensors, metadata } = await readSafetensors(path);
  const { name, options } = decode(metadata.get(key), path);
  const model = build(name, options, classes, path);
  model.loadStateDict(tensors);
  return model;
}

function build(
  name: string,
  options: Record<string, unknown>,
  classes: Readonly<Record<string, ModelBuilder>>,
  path: string,
): AnyModule {
  if (Object.hasOwn(classes, name)) return classes[name]!(options as never);
  const ours = [name, name.charAt(0).toLowerCase() + name.slice(1)];
  const known = ours.find((candidate) => Object.hasOwn(models, candidate));
  if (known !== undefined) return buildModel({ name: known, options });
  const names = [...Object.keys(classes), ...Object.keys(models)].join(", ");
  throw mismatch(path, `a model of these: ${names}`, name, "pass its builder in classes");
}

function decode(text: string | undefined, path: string) {
  let saved: StrictJson | undefined;
  try {
    saved = text === undefined ? undefined : parseStrictJson(text);
  } catch (cause) {
    throw mismatch(path, "a model's description in JSON", cause, "write it with saveModel");
  }
  const name = saved instanceof Map ? saved.get("name") : undefined;
  if (!(saved instanceof Map) || saved.get("schema") !== 1 || typeof name !== "string")
    throw mismatch(path, "a model of schema 1", text ?? "weights only", "load its weights by load");
  const { options } = JSON.parse(text!) as { options: Record<string, unknown> };
  return { name, options };
}

function mismatch(file: string, expected: string, got: unknown, hint: string): VisionError {
  return new VisionError({ code: "MISMATCH", who: "loadModel", file, expected, got, hint });
}
