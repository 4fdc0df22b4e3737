import { BoundingBoxes, type BoxFormat, type Size } from "../sample/index.ts";
import { isPlainObject } from "../transforms/tree.ts";
import { VisionError } from "../util/errors.ts";
import { readJsonFile } from "./json-file.ts";

/** Boxes with a text for each; "" where the file has none. */
export interface LabelledBoxes {
  readonly boxes: BoundingBoxes;
  readonly labels: readonly string[];
}

/**
 * Reads boxes on an image of the given size: a list of `[x1, y1, x2, y2]`, or `{ boxes, format, labels }`
 * with any format (default XYXY) and a text for each box. Throws `INVALID_FILE`, naming the file.
 */
export async function readBoxes(
  path: string,
  cwd: string,
  canvasSize: Size,
): Promise<LabelledBoxes> {
  const content = await readJsonFile(path, cwd);
  const whole = Array.isArray(content) ? { boxes: content } : content;
  const example = "write [[x1, y1, x2, y2], ...] or { boxes, format, labels }";
  if (!isPlainObject(whole) || !Array.isArray(whole["boxes"]))
    throw refuse(path, "a list of boxes", content, example);
  const extra = Object.keys(whole).find((key) => !["boxes", "format", "labels"].includes(key));
  if (extra !== undefined)
    throw refuse(path, "the keys boxes, format and labels", extra, "check the spelling");
  const { boxes: rows, format = "XYXY", labels = rows.map(() => "") } = whole;
  const odd = rows.findIndex(
    (row) => !Array.isArray(row) || row.some((value) => typeof value !== "number"),
  );
  if (odd >= 0) throw refuse(`${path}, boxes[${odd}]`, "a list of numbers", rows[odd], example);
  const fits =
    Array.isArray(labels) &&
    labels.length === rows.length &&
    labels.every((label) => typeof label === "string");
  if (!fits) throw refuse(path, `labels: ${rows.length} texts, one for each box`, labels, example);
  try {
    return { boxes: BoundingBoxes.from(rows, { format: format as BoxFormat, canvasSize }), labels };
  } catch (error) {
    if (!(error instanceof VisionError)) throw error;
    throw refuse(path, error.expected, error.got, error.hint);
  }
}

function refuse(file: string, expected: string, got: unknown, hint: string): VisionError {
  return new VisionError({ code: "INVALID_FILE", who: "tsvision", file, expected, got, hint });
}
