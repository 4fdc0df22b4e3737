import { readWhole } from "../io/read-whole.ts";
import { VisionError } from "../util/errors.ts";

/** A text file in UTF-8. Throws NOT_FOUND, and says how the data set may be fetched. */
export async function readText(who: string, path: string): Promise<string> {
  try {
    return (await readWhole(who, path)).toString("utf8");
  } catch (cause) {
    if (!(cause instanceof VisionError) || cause.code !== "NOT_FOUND") throw cause;
    throw new VisionError({
      code: "NOT_FOUND",
      who,
      expected: "a file of the data set",
      got: "no such file",
      hint: "check the root; where the data set can be fetched, pass download: true",
      file: path,
      cause,
    });
  }
}

/** The lines of a text file, without their ends and without empty ones at the file's end. */
export async function readLines(who: string, path: string): Promise<string[]> {
  return (await readText(who, path)).trimEnd().split(/\r?\n/);
}

/** A JSON file. Throws INVALID_FILE where it is none. */
export async function readJson(who: string, path: string): Promise<unknown> {
  const text = await readText(who, path);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw badFile(who, path, "JSON", cause);
  }
}

/** The error for a file of the data set whose content is not what it should be. */
export function badFile(who: string, file: string, expected: string, got: unknown): VisionError {
  const hint = "the file is damaged or of another data set; fetch it again";
  return new VisionError({ code: "INVALID_FILE", who, expected, got, hint, file });
}

/** The error for a line, counted from 1. */
export function badLine(
  who: string,
  file: string,
  line: number,
  expected: string,
  got: unknown,
): VisionError {
  return badFile(who, file, `${expected} in line ${line}`, got);
}

/** A whole number in text; undefined for anything else. */
export function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^[-+]?\d+$/.test(text) ? Number(text) : undefined;
}
