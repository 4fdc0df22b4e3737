import { openRegularFile } from "../io/open-regular-file.ts";
import { VisionError } from "../util/errors.ts";
import { type FileRecord, readRecords } from "./read-records.ts";
import { csvLine } from "./row-formats.ts";

/** What rows have to be like to go on with their file. */
export interface AnsweredShape {
  readonly format: "csv" | "jsonl";
  /** Keys of the columns, in order. */
  readonly columns: readonly string[];
  readonly classes: readonly string[];
  /** Classes named in each row. */
  readonly top: number;
  /** Images that go through the model at once. */
  readonly batch: number;
}

interface Kept {
  /** Rows that stay, those with an error among them, and the bytes up to the end of the last one. */
  readonly count: number;
  readonly failed: number;
  readonly end: number;
}

/** What a file of results holds already. */
export interface Answered extends Kept {
  /** The inputs that have no row yet, in their order. */
  readonly left: readonly string[];
}

interface Found {
  readonly key: string;
  readonly isFailed: boolean;
}

/**
 * Reads which of `files` a file of results answers. A last line that was cut counts as not there, and so do the rows
 * of a batch that has not all of its rows, where all rows are in the order of `files`: the same images then go
 * through the model together as in a run that was never stopped, which the last digits of results depend on.
 * Throws INVALID_FILE for lines that are no results, MISMATCH for those of other inputs, of another
 * classifier's classes or with another `--top`.
 */
export async function readAnswered(
  path: string,
  files: readonly string[],
  shape: AnsweredShape,
): Promise<Answered> {
  const wanted = new Map<string, number>(); // by input: how often it is asked for
  for (const file of files) add(wanted, keyOf(file, shape), 1);
  const there = new Map<string, number>(); // how often it is answered
  let [all, whole]: [Kept, Kept] = [nothing, nothing]; // with all rows, with those of whole batches
  let isInOrder = true;
  for await (const { record, offset } of rowsOf(path, shape)) {
    const { key, isFailed } = parse(record.text, shape, path, offset);
    if (add(there, key, 1) > (wanted.get(key) ?? 0)) throw otherInput(path, key, offset);
    if (key !== keyOf(files[all.count]!, shape)) isInOrder = false;
    all = { count: all.count + 1, failed: all.failed + Number(isFailed), end: record.end };
    if (all.count % shape.batch === 0) whole = all;
  }
  if (all.count === files.length) return { ...all, left: [] };
  if (isInOrder) return { ...whole, left: files.slice(whole.count) };
  const left = files.filter((file) => add(there, keyOf(file, shape), -1) < 0);
  return { ...all, left };
}

const nothing: Kept = { count: 0, failed: 0, end: 0 };

interface Line {
  readonly record: FileRecord;
  readonly offset: number;
}

// The lines after CSV's heading. A heading that was cut is no heading: the file starts anew.
async function* rowsOf(path: string, { format, columns }: AnsweredShape): AsyncGenerator<Line> {
  const handle = await openRegularFile("tsvision", path);
  try {
    let offset = 0;
    for await (const record of readRecords(handle, { quoted: format === "csv" })) {
      const isHeading = format === "csv" && offset === 0;
      if (!isHeading) yield { record, offset };
      else if (record.text !== csvLine(columns))
        throw mismatch(path, `the heading ${csvLine(columns)}`, record.text, "pass the same --top");
      offset = record.end;
    }
  } finally {
    await handle.close();
  }
}

function keyOf(file: string, { format }: AnsweredShape): string {
  return format === "csv" ? csvLine([file]) : file;
}

function add(counts: Map<string, number>, key: string, by: number): number {
  const count = (counts.get(key) ?? 0) + by;
  counts.set(key, count);
  return count;
}

function parse(text: string, shape: AnsweredShape, path: string, offset: number): Found {
  const found = shape.format === "csv" ? parseCsv(text, shape) : parseJson(text, shape);
  if (typeof found !== "string") return found;
  if (found === "no row")
    throw new VisionError({
      code: "INVALID_FILE",
      who: "tsvision",
      file: path,
      offset,
      expected: `a row of \`classify\` as ${shape.format}`,
      got: text,
      hint: "mend or remove the line, or choose another file",
    });
  const what = `rows of this classifier with ${shape.top} classes each`;
  throw mismatch(path, what, found, "pass the same classifier and --top, or another --out");
}

function parseJson(text: string, { classes, top }: AnsweredShape): Found | string {
  let row: Record<string, unknown>;
  try {
    row = JSON.parse(text);
  } catch {
    return "no row";
  }
  const { file, error } = row ?? {};
  if (typeof file !== "string") return "no row";
  if (typeof error === "string") return { key: file, isFailed: true };
  const list = row["top"];
  if (!Array.isArray(list)) return "no row";
  const isOurs = list.every(({ class: label, index }) => classes[index] === label);
  return isOurs && list.length === top ? { key: file, isFailed: false } : text;
}

function parseCsv(text: string, { classes, columns }: AnsweredShape): Found | string {
  const cells = [...text.matchAll(/("(?:[^"]|"")*"|[^,"]*)(?:,|$)/gy)].map(([, cell]) => cell!);
  const row = text.endsWith(",") ? cells : cells.slice(0, -1);
  if (row.length !== columns.length) return "no row";
  const [key, label, index] = row as [string, string, string];
  if (row.at(-1) !== "") return { key, isFailed: true };
  return csvLine([classes[Number(index)]]) === label ? { key, isFailed: false } : text;
}

function otherInput(path: string, key: string, offset: number): VisionError {
  const hint = "pass the same inputs as before, or another --out";
  return mismatch(path, "one row for each input", `a row too many, of ${key}`, hint, offset);
}

function mismatch(
  file: string,
  expected: string,
  got: string,
  hint: string,
  offset?: number,
): VisionError {
  const place = offset === undefined ? {} : { offset };
  return new VisionError({
    code: "MISMATCH",
    who: "tsvision",
    file,
    ...place,
    expected,
    got,
    hint,
  });
}
