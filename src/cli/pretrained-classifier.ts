import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { openRegularFile } from "../io/open-regular-file.ts";
import { isWeightsPath } from "../models/build-pretrained.ts";
import { headsOf } from "../models/heads.ts";
import { get, list, type Weights } from "../models/index.ts";
import { optionsForWeights } from "../models/options-for-weights.ts";
import { entryFor } from "../models/weights.ts";
import type { Module } from "../nn/index.ts";
import { Classifier } from "../train/index.ts";
import { VisionError } from "../util/errors.ts";
import type { OpenedClassifier } from "./open-classifier.ts";

/** What to classify with. */
export interface PretrainedFlags {
  /** A name of `tsvision models`. */
  readonly model: string;
  /** A name of its weights, or a file. Default: its best weights. */
  readonly weights?: string | undefined;
  /** A file of class names. Default: those of the weights. */
  readonly classes?: string | undefined;
  readonly cwd: string;
  readonly quiet: boolean;
  readonly signal?: AbortSignal | undefined;
}

/**
 * A classifier of one of torchvision's models: with published weights, which may be downloaded, or with a file; the
 * pictures are prepared as the weights say, for a file as the model's usual ones. Throws where nobody says what the
 * classes are called.
 */
export async function pretrainedClassifier(flags: PretrainedFlags): Promise<OpenedClassifier> {
  const { weights = "DEFAULT", classes, cwd, quiet, signal } = flags;
  const builder = get(flags.model);
  const name = list().find((known) => known.toLowerCase() === flags.model.toLowerCase())!;
  const given = classes === undefined ? undefined : await readClassNames(resolve(cwd, classes));
  const isFile = isWeightsPath(weights) || existsSync(resolve(cwd, weights));
  const entry = entryFor(name, isFile ? "DEFAULT" : weights);
  const model: Module = await builder({
    weights: isFile ? resolve(cwd, weights) : entry,
    progress: !quiet,
    download: { signal },
  });
  const names = given ?? namesOf(entry, model);
  const options = isFile ? { numClasses: names.length } : optionsForWeights(entry, {});
  const parts = { model, classes: names, transform: entry.transforms() };
  const classifier = new Classifier({ ...parts, spec: { name, options } });
  return { classifier, name: `${name}, ${isFile ? weights : entry.name}` };
}

// A model of as many outputs as ImageNet has classes was trained on it, or had better say so.
function namesOf(entry: Weights, model: Module): readonly string[] {
  const outputs = model.stateDict().get(`${headsOf(entry.builder)[0]}.weight`)?.shape[0] ?? 0;
  const { categories, fullName } = entry;
  if (categories.length === outputs) return categories;
  throw new VisionError({
    code: "MISMATCH",
    who: "tsvision",
    expected: "names for the classes of the model",
    got: categories.length === 0 ? `${fullName}, which classify nothing` : `${outputs} outputs`,
    hint: "pass a file with a name in each line as --classes",
  });
}

async function readClassNames(file: string): Promise<string[]> {
  const handle = await openRegularFile("tsvision", file);
  const text = await handle.readFile("utf8").finally(() => handle.close());
  const names = text
    .replace(/^\uFEFF/, "")
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => line.trim());
  const empty = names.indexOf("");
  if (empty < 0) return names;
  throw new VisionError({
    code: "INVALID_FILE",
    who: "tsvision",
    file,
    expected: "a class's name in each line",
    got: `nothing in line ${empty + 1}`,
    hint: "name each class, in the order of the model's outputs",
  });
}
