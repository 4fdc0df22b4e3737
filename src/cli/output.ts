import type { Command } from "commander";
import { expected } from "../util/errors.ts";
import { visible } from "../util/visible.ts";
import type { Output } from "./context.ts";
import { csvLine, jsonLine, tableLines } from "./row-formats.ts";

/** How rows are printed. */
export type OutputFormat = "table" | "csv" | "jsonl" | "json";

const formats: readonly OutputFormat[] = ["table", "csv", "jsonl", "json"];

/** Adds the flags that `outputFormat` reads. */
export function addFormatOptions(command: Command): Command {
  return command
    .option(
      "--format <name>",
      "table, csv, jsonl or json; default: table on a terminal, else jsonl",
    )
    .option("--csv", "the same as --format csv")
    .option("--json", "the same as --format json");
}

/** One value of a row; absent values are empty cells in tables and null in JSON. Lists are for JSON only. */
export type Cell = string | number | boolean | null | undefined | readonly object[];

/** One result: a value for each column's key. */
export type Row = Readonly<Record<string, Cell>>;

/** A column: its key in a row, and how a table shows its numbers (CSV and JSON keep all digits). */
export interface Column {
  readonly key: string;
  readonly show?: (value: number) => string;
}

/**
 * Chooses the format: `--format`, `--csv` or `--json`; else a table on a terminal, JSON lines in a
 * pipe.
 */
export function outputFormat(
  flags: Readonly<Record<string, unknown>>,
  isTTY: boolean | undefined,
): OutputFormat {
  const asked = [flags["format"], flags["csv"] && "csv", flags["json"] && "json"].filter(
    (value) => value !== undefined && value !== false,
  );
  if (asked.length === 0) return isTTY === true ? "table" : "jsonl";
  const format = formats.find((known) => known === asked[0]);
  if (format === undefined || asked.some((other) => other !== format))
    throw expected("tsvision", `one format of ${formats.join(", ")}`, asked, "pass one of them");
  return format;
}

/** Writes rows one by one: `json` as one array, `table` at the end, the others at once. */
export class RowWriter {
  readonly #output: Output;
  readonly #format: OutputFormat;
  readonly #columns: readonly Column[];
  readonly #rows: Row[] = [];
  #count: number;

  /** `before` rows are in the output already; their heading is then not written again. */
  constructor(output: Output, format: OutputFormat, columns: readonly Column[], before = 0) {
    this.#count = before;
    this.#output = output;
    this.#format = format;
    this.#columns = columns;
  }

  /** Rows written so far, with those that were there before. */
  get count(): number {
    return this.#count;
  }

  /** Adds one row; resolves when the output takes more. */
  async write(row: Row): Promise<void> {
    const isFirst = this.#count++ === 0;
    if (this.#format === "table") this.#rows.push(row);
    else await this.#put(this.#lineOf(row, isFirst));
  }

  /** Writes what is left: the table, the end of the JSON array, the heading of an empty CSV. */
  async end(): Promise<void> {
    if (this.#format === "table") await this.#put(tableLines(this.#columns, this.#rows));
    if (this.#format === "json") await this.#put(this.#count === 0 ? "[]\n" : "\n]\n");
    if (this.#format === "csv" && this.#count === 0) await this.#put(this.#heading());
  }

  #lineOf(row: Row, isFirst: boolean): string {
    const json = jsonLine(this.#columns, row);
    if (this.#format === "jsonl") return `${json}\n`;
    if (this.#format === "json") return `${isFirst ? "[\n" : ",\n"}  ${json}`;
    return (isFirst ? this.#heading() : "") + this.#csv(this.#columns.map(({ key }) => row[key]));
  }

  #heading(): string {
    return this.#csv(this.#columns.map(({ key }) => key));
  }

  // On a terminal even CSV must not carry bytes that the terminal would obey.
  #csv(cells: readonly Cell[]): string {
    const line = csvLine(cells);
    return `${this.#output.isTTY === true ? visible(line) : line}\n`;
  }

  async #put(text: string): Promise<void> {
    if (this.#output.write(text)) return;
    const output = this.#output;
    await new Promise<void>((resolve) => {
      const events = ["drain", "close", "error"] as const;
      const done = () => {
        for (const event of events) output.removeListener(event, done);
        resolve();
      };
      for (const event of events) output.once(event, done);
    });
  }
}
