import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { expected } from "../util/errors.ts";
import { type Answered, readAnswered } from "./answered.ts";
import { AppendFile } from "./append-file.ts";
import type { CliContext } from "./context.ts";
import { type Column, type OutputFormat, outputFormat, RowWriter } from "./output.ts";

/** The flags that say where rows go. */
export interface RowsFlags {
  readonly out?: string;
  readonly resume?: boolean;
  readonly shard?: string;
}

/**
 * The format of rows: as for every command where they go to stdout; in a file CSV or JSON lines, by the
 * flags or by the file's name; in a part JSON lines.
 */
export function rowsFormat(
  flags: Readonly<Record<string, unknown>>,
  { out, shard }: RowsFlags,
  isTTY: boolean | undefined,
): OutputFormat {
  if (out === undefined) return outputFormat(flags, isTTY);
  const isAsked = ["format", "csv", "json"].some((flag) => flags[flag] !== undefined);
  const byName = out.toLowerCase().endsWith(".csv") && shard === undefined ? "csv" : "jsonl";
  const format = isAsked ? outputFormat(flags, false) : byName;
  const allowed = shard === undefined ? ["csv", "jsonl"] : ["jsonl"];
  if (allowed.includes(format)) return format;
  const where = shard === undefined ? "a file of --out" : "a part";
  const hint = `pass --format ${allowed.join(" or ")}`;
  throw expected("tsvision", `${allowed.join(" or ")} for ${where}`, format, hint);
}

/** What is to be written, and how. */
export interface RowsPlan extends RowsFlags {
  readonly format: OutputFormat;
  readonly columns: readonly Column[];
  readonly classes: readonly string[];
  readonly top: number;
  /** Images that go through the model at once. */
  readonly batch: number;
  /** All inputs. */
  readonly files: readonly string[];
  readonly context: Pick<CliContext, "stdout" | "cwd">;
}

/** Where rows go, and what was there before. */
export interface OpenedRows {
  readonly rows: RowWriter;
  readonly before: Answered;
  readonly close: () => void;
}

/** Opens the place for rows: stdout, or the file of `--out`, with `--resume` behind the rows in it. */
export async function openRows(plan: RowsPlan): Promise<OpenedRows> {
  const { out, resume = false, format, columns, files, context } = plan;
  const nothing: Answered = { count: 0, failed: 0, end: 0, left: files };
  if (out === undefined) {
    const rows = new RowWriter(context.stdout, format, columns);
    return { rows, before: nothing, close: () => undefined };
  }
  const path = resolve(context.cwd, out);
  const isThere = resume && (await stat(path).catch(() => undefined)) !== undefined;
  const before = isThere ? await readAnswered(path, files, shapeOf(plan)) : nothing;
  const file = new AppendFile(path, before.end);
  const rows = new RowWriter(file, format, columns, before.count);
  return { rows, before, close: () => file.close() };
}

function shapeOf({ format, columns, classes, top, batch }: RowsPlan) {
  const keys = columns.map(({ key }) => key);
  return { format: format as "csv" | "jsonl", columns: keys, classes, top, batch };
}
