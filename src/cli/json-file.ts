import { resolve } from "node:path";
import { openRegularFile } from "../io/open-regular-file.ts";
import { parseStrictJson, type StrictJson, StrictJsonError } from "../models/strict-json.ts";
import { VisionError } from "../util/errors.ts";

/**
 * Reads a JSON file as plain data. Throws `NOT_FOUND`, and `INVALID_FILE` with line and column where
 * the text is not JSON.
 */
export async function readJsonFile(path: string, cwd: string): Promise<unknown> {
  const handle = await openRegularFile("tsvision", resolve(cwd, path));
  try {
    const text = (await handle.readFile("utf8")).replace(/^\uFEFF/, "");
    return plain(parse(path, text));
  } finally {
    await handle.close();
  }
}

function parse(path: string, text: string): StrictJson {
  try {
    return parseStrictJson(text);
  } catch (cause) {
    if (!(cause instanceof StrictJsonError)) throw cause;
    const lines = text.slice(0, cause.position).split("\n");
    const place = `line ${lines.length}, column ${lines.at(-1)!.length + 1}`;
    throw new VisionError({
      code: "INVALID_FILE",
      who: "tsvision",
      file: `${path}, ${place}`,
      expected: "JSON",
      got: new Error(cause.message),
      hint: "mend the file there",
      cause,
    });
  }
}

function plain(value: StrictJson): unknown {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([key, item]) => [key, plain(item)]));
  return Number((value as { readonly written: string }).written);
}
