import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import type { Classifier } from "../train/index.ts";
import { expected } from "../util/errors.ts";
import type { CliContext } from "./context.ts";
import { defaultWeights } from "./default-weights.ts";
import { loadClassifier } from "./load-classifier.ts";
import { pretrainedClassifier } from "./pretrained-classifier.ts";

/** The flags that say which classifier a command works with. */
export interface ClassifierFlags {
  readonly weights?: string;
  readonly model?: string;
  readonly classes?: string;
  readonly quiet?: boolean;
}

/** A classifier, and what to call it in a report. */
export interface OpenedClassifier {
  readonly classifier: Classifier;
  readonly name: string;
}

/** The classifier that comes with the package; beside `build/` here and where it is installed. */
export const embeddedClassifier = fileURLToPath(
  new URL("../../../assets/fashion-mnist.safetensors", import.meta.url),
);

const embeddedName = "the one that comes along (Fashion-MNIST)";

/** Adds the flags that `openClassifier` reads. */
export function addClassifierOptions(command: Command): Command {
  return command
    .option(
      "-w, --weights <file>",
      "a classifier that `tsvision train` wrote (default: " +
        `${defaultWeights} if it is there, else one that comes along and knows ten kinds of clothing)`,
    )
    .option(
      "-m, --model <name>",
      "one of `tsvision models`, with its own weights; they are downloaded once. " +
        "With --weights: these of its weights, or a .pth or .safetensors file",
    )
    .option("--classes <file>", "names of the model's classes, a line each, beside --model");
}

/**
 * Opens the classifier that the flags name; where they name none `classifier.safetensors` if it is
 * there, else the one that comes with the package, which is then said on stderr. With `model` one of
 * torchvision's, whose weights may have to be downloaded.
 */
export async function openClassifier(
  { weights, model, classes, quiet = false }: ClassifierFlags,
  { cwd, stderr, signal }: Pick<CliContext, "cwd" | "stderr"> & { readonly signal?: AbortSignal },
  embedded: string = embeddedClassifier,
): Promise<OpenedClassifier> {
  if (model !== undefined) {
    const asked = { model, cwd, quiet, signal };
    return pretrainedClassifier({ ...asked, weights, classes });
  }
  if (classes !== undefined)
    throw expected("tsvision", "--model beside --classes", "none", "pass --model <name>");
  const own = weights ?? defaultWeights;
  if (weights !== undefined || existsSync(resolve(cwd, own)) || !existsSync(embedded))
    return { classifier: await loadClassifier(own, cwd), name: own };
  const classifier = await loadClassifier(embedded, cwd);
  if (!quiet) stderr.write(`${embeddedNote}\n`);
  return { classifier, name: embeddedName };
}

const embeddedNote =
  `no --weights and no ${defaultWeights} here: using the classifier that comes along; ` +
  "it knows ten kinds of clothing, light on black as in Fashion-MNIST, and nothing else";
