import type { Module } from "../nn/index.ts";
import type { Tensor } from "../tensor/index.ts";
import { expected, VisionError } from "../util/errors.ts";
import { buildForFile } from "./build-for-file.ts";
import { headsOf, isInHead } from "./heads.ts";
import { load } from "./load.ts";
import { addBatchCounters, renameOldKeys } from "./old-keys.ts";
import { optionsForFile, optionsForWeights } from "./options-for-weights.ts";
import { buildModel } from "./registry.ts";
import { entryFor, type Weights } from "./weights.ts";
import { type WeightsFileOptions, weightsFile } from "./weights-file.ts";

/** Options that every builder takes, beside those of its net. */
export interface PretrainedOptions extends WeightsFileOptions {
  /**
   * torchvision's weights by name ("IMAGENET1K_V2", "DEFAULT"), an entry of `weights`, or the path of a `.pth` or
   * `.safetensors` file of your own. Default null: first weights by chance.
   */
  readonly weights?: string | Weights | null;
  /**
   * Whether the layer of the classes starts anew where `numClasses` is not what the file has; all else is loaded.
   * Default: true for torchvision's weights, false for a file of your own.
   */
  readonly newHead?: boolean;
}

type Options = Readonly<Record<string, unknown>>;

/** Builds a model by name and gives it its weights, if any are asked for. */
export async function buildPretrained(
  name: string,
  options: PretrainedOptions & Options = {},
): Promise<Module> {
  const { weights = null, newHead, progress = true, download = {}, ...own } = options;
  const who = `models.${name}`;
  if (weights === null) {
    if (newHead !== undefined)
      throw expected(who, "newHead beside weights", { newHead }, "pass weights, or no newHead");
    return buildModel({ name, options: own });
  }
  if (isWeightsPath(weights)) return fromFile(name, weights, own, newHead ?? false);
  // Built before anything is downloaded, so that options that it does not take are found first.
  const entry = entryFor(name, weights);
  const spec = { name, options: optionsForWeights(entry, own) };
  const isWhole = own["numClasses"] === undefined;
  const model = isWhole ? buildForFile(spec) : buildModel(spec);
  const state = renameOldKeys(await load(await weightsFile(entry, { progress, download })));
  return give(model, { name, state, options: own, newHead: newHead ?? true, file: entry.fullName });
}

/** Whether weights are a file of one's own: their name has a slash, or a file's ending. */
export function isWeightsPath(weights: string | Weights): weights is string {
  return typeof weights === "string" && /[\\/]|\.(pth|pt|tar|bin|safetensors)$/i.test(weights);
}

async function fromFile(
  name: string,
  file: string,
  own: Options,
  newHead: boolean,
): Promise<Module> {
  const state = renameOldKeys(await load(file));
  const options = optionsForFile(name, state, own);
  const model = newHead ? buildModel({ name, options }) : buildForFile({ name, options });
  return give(model, { name, state, options, newHead, file });
}

interface Given {
  readonly name: string;
  readonly state: Map<string, Tensor>;
  readonly options: Options;
  readonly newHead: boolean;
  readonly file: string;
}

/** Loads the state, all of it but for a head that starts anew; nothing is changed where it does not fit. */
function give(model: Module, { name, state, options, newHead, file }: Given): Module {
  const own = model.stateDict();
  addBatchCounters(state, own);
  const heads = headsOf(name);
  const [wanted, found] = [own, state].map((some) => some.get(`${heads[0]}.weight`)?.shape[0]);
  if (newHead && heads.length === 0)
    throw expected(`models.${name}`, "a model with a known head", name, "load it without newHead");
  if (options["numClasses"] !== undefined && found !== undefined && wanted !== found) {
    if (!newHead) throw otherClasses(name, file, wanted, found);
    for (const key of [...state.keys()]) if (isInHead(key, heads)) state.delete(key);
    for (const [key, tensor] of own) if (isInHead(key, heads)) state.set(key, tensor);
  }
  dropAuxiliary(name, state, own);
  model.loadStateDict(state);
  return model;
}

// GoogLeNet and Inception are published with heads for training, which a net without them has no use for.
function dropAuxiliary(
  name: string,
  state: Map<string, Tensor>,
  own: ReadonlyMap<string, Tensor>,
): void {
  if (name !== "googlenet" && name !== "inception_v3") return;
  for (const key of [...state.keys()])
    if (/^(aux[12]|AuxLogits)\./.test(key) && !own.has(key)) state.delete(key);
}

function otherClasses(
  name: string,
  file: string,
  wanted: number | undefined,
  found: number,
): VisionError {
  return new VisionError({
    code: "MISMATCH",
    who: `models.${name}`,
    file,
    expected: `weights for numClasses=${wanted}`,
    got: `weights for ${found} classes`,
    hint: "leave numClasses out, or pass newHead: true for a last layer that starts anew",
  });
}
