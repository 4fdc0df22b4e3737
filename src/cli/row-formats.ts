import { visible } from "../util/visible.ts";
import type { Cell, Column, Row } from "./output.ts";

/** One line of JSON with every column; what a terminal would obey is written as `\u...`. */
export function jsonLine(columns: readonly Column[], row: Row): string {
  const entries = columns.map(({ key }) => [key, row[key] ?? null]);
  return JSON.stringify(Object.fromEntries(entries)).replace(
    /[\x7f-\x9f\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/**
 * One line of CSV. A text that a spreadsheet would run as a formula (it starts with = + - @, tab or
 * return) gets an apostrophe before it and quotes around it.
 * @example csvLine(["=1+1", 0.5]); // `"'=1+1",0.5`
 */
export function csvLine(cells: readonly Cell[]): string {
  return cells.map(csvCell).join(",");
}

function csvCell(cell: Cell): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "object") return csvCell(JSON.stringify(cell));
  if (typeof cell !== "string") return String(cell);
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return text !== cell || /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A table with aligned columns, numbers to the right; nothing is cut off. */
export function tableLines(columns: readonly Column[], rows: readonly Row[]): string {
  const cells = rows.map((row) => columns.map((column) => tableCell(row[column.key], column)));
  const isNumeric = columns.map(({ key }) => rows.some((row) => typeof row[key] === "number"));
  const lines = [columns.map(({ key }) => key), ...cells];
  const widths = columns.map((_, i) => Math.max(...lines.map((line) => width(line[i]!))));
  return lines
    .map((line) =>
      line
        .map((text, i) => {
          const space = " ".repeat(widths[i]! - width(text));
          return isNumeric[i] ? space + text : text + space;
        })
        .join("  ")
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join("");
}

function tableCell(value: Cell, { show }: Column): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return show?.(value) ?? String(value);
  return visible(typeof value === "object" ? JSON.stringify(value) : String(value));
}

// East Asian wide characters and emoji take two columns of a terminal.
const wide = new RegExp(
  "[\\u1100-\\u115f\\u2e80-\\ua4cf\\uac00-\\ud7a3\\uf900-\\ufaff\\ufe30-\\ufe6f\\uff00-\\uff60" +
    "\\uffe0-\\uffe6\\u{1f300}-\\u{1faff}\\u{20000}-\\u{3fffd}]",
  "gu",
);

function width(text: string): number {
  return [...text].length + (text.match(wide)?.length ?? 0);
}
