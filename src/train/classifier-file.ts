import type { ModelSpec } from "../models/registry.ts";
import type { TransformJson } from "../transforms/index.ts";
import { VisionError } from "../util/errors.ts";

/** What a classifier's file says beside its parameters, as JSON. */
export interface SavedClassifier {
  readonly schema: 1;
  readonly spec: ModelSpec;
  readonly classes: readonly string[];
  readonly transform: TransformJson;
  readonly mode: "gray" | "rgb";
}

/** The metadata entry that holds it. */
export const classifierKey = "tsvision.classifier";

/** Reads that entry; `text` is undefined where a file has none. Throws (code MISMATCH) for what is no classifier. */
export function decodeClassifier(text: string | undefined, path: string): SavedClassifier {
  const saved = text === undefined ? undefined : parseJson(text, path);
  if (saved?.schema === 1) return saved;
  throw new VisionError({
    code: "MISMATCH",
    who: "Classifier.load",
    expected: "a classifier of schema 1",
    got: saved?.schema ?? "a file without one",
    hint: "pass a file that Classifier.save or `tsvision train` wrote",
    file: path,
  });
}

function parseJson(text: string, path: string): SavedClassifier {
  try {
    return JSON.parse(text) as SavedClassifier;
  } catch (cause) {
    throw unfitClassifier(cause, path);
  }
}

/** The error for a file that is whole, but whose parts do not go together, or are not of this version. */
export function unfitClassifier(cause: unknown, file: string): VisionError {
  const known = cause instanceof VisionError ? cause : undefined;
  return new VisionError({
    code: "MISMATCH",
    who: "Classifier.load",
    expected: known === undefined ? "a classifier" : `${known.expected} (${known.who})`,
    got: known === undefined ? cause : known.got,
    hint: "the file was made by another program or version: save it anew",
    file,
    cause,
  });
}
