import { escapeHtml } from "./escape-html.ts";

/** What a table is made of; rows and heads are cells made by the functions below. */
export interface TableParts {
  /** The CSS class. */
  readonly kind: string;
  readonly caption: string;
  readonly head?: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Builds a table with a caption; `caption` is text, the cells are HTML. */
export function table({ kind, caption, head = [], rows }: TableParts): string {
  const top = head.length === 0 ? "" : `<thead><tr>${head.join("")}</tr></thead>`;
  const body = rows.map((cells) => `<tr>${cells.join("")}</tr>`).join("\n");
  return `<table class="${kind}"><caption>${escapeHtml(caption)}</caption>${top}
<tbody>${body}</tbody></table>`;
}

/** A column's heading, from text. */
export function columnHead(text: string): string {
  return `<th scope="col"><span>${escapeHtml(text)}</span></th>`;
}

/** A row's heading, from text. */
export function rowHead(text: string): string {
  return `<th scope="row">${escapeHtml(text)}</th>`;
}

/** A cell, from text, with a CSS class and a style where given. */
export function cell(text: string, kind = "", style = ""): string {
  const attributes = [
    kind === "" ? "" : ` class="${kind}"`,
    style === "" ? "" : ` style="${style}"`,
  ];
  return `<td${attributes.join("")}>${escapeHtml(text)}</td>`;
}
