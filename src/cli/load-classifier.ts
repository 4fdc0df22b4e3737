import { resolve } from "node:path";
import { Classifier } from "../train/index.ts";
import { VisionError } from "../util/errors.ts";
import { withHint } from "./in-flags.ts";

/** Loads the classifier that `--weights` names; its errors say where one comes from. */
export function loadClassifier(weights: string, cwd: string): Promise<Classifier> {
  return Classifier.load(resolve(cwd, weights)).catch((error: unknown) => {
    if (!(error instanceof VisionError)) throw error;
    const own = "pass one that `tsvision train` wrote with --weights";
    const isAbsent = error.code === "NOT_FOUND";
    throw withHint(error, isAbsent ? `run \`tsvision train\` first, or ${own}` : own);
  });
}
