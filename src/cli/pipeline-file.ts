import { fromJSON, type Transform, type TransformJson, transforms } from "../transforms/index.ts";
import { isPlainObject } from "../transforms/tree.ts";
import { VisionError } from "../util/errors.ts";
import { nearest } from "../util/nearest.ts";
import { readJsonFile } from "./json-file.ts";

/**
 * Reads a pipeline: what `toJSON()` gives, or a list of `{ name, options }`, in which options may be
 * absent. Throws `INVALID_FILE`; errors name the file, and where in it the bad step is.
 */
export async function readPipeline(
  path: string,
  cwd: string,
): Promise<{ readonly transform: Transform; readonly json: TransformJson }> {
  const content = await readJsonFile(path, cwd);
  const json = Array.isArray(content)
    ? {
        name: "Compose",
        options: { transforms: content.map((step, i) => stepOf(path, step, `[${i}]`)) },
      }
    : stepOf(path, content, "");
  return { transform: fromJSON(json), json };
}

// One step with all its own steps, each tried so that an error has its place.
function stepOf(path: string, step: unknown, place: string): TransformJson {
  const at = place === "" ? path : `${path}, ${place}`;
  if (!isPlainObject(step) || typeof step["name"] !== "string")
    throw refuse(at, "a transform as { name, options }", step, "see what pipeline.toJSON() gives");
  const extra = Object.keys(step).find((key) => key !== "name" && key !== "options");
  if (extra !== undefined)
    throw refuse(at, 'the keys "name" and "options"', extra, "options go into options");
  const { name, options = {} } = step;
  if (!isPlainObject(options))
    throw refuse(at, "options as an object", options, 'for example { "size": 224 }');
  if (!Object.hasOwn(transforms, name)) {
    const known = nearest(name, Object.keys(transforms));
    throw refuse(at, "the name of a transform", name, `did you mean ${known}?`);
  }
  const inner = options["transforms"];
  const prefix = place === "" ? "transforms" : `${place}.transforms`;
  const steps = Array.isArray(inner)
    ? { transforms: inner.map((each, i) => stepOf(path, each, `${prefix}[${i}]`)) }
    : {};
  const json = { name, options: { ...options, ...steps } };
  try {
    fromJSON(json);
  } catch (error) {
    if (!(error instanceof VisionError)) throw error;
    throw new VisionError({ ...factsOf(error), file: at, cause: error });
  }
  return json;
}

function factsOf({ who, expected, got, hint }: VisionError) {
  return { code: "INVALID_FILE" as const, who, expected, got, hint };
}

function refuse(file: string, expected: string, got: unknown, hint: string): VisionError {
  return new VisionError({ code: "INVALID_FILE", who: "tsvision", file, expected, got, hint });
}
