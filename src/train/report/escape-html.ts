import { visible } from "../../util/visible.ts";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * Makes any text safe inside HTML text and quoted attributes; invisible characters are spelled out.
 * @example escapeHtml("<b>"); // "&lt;b&gt;"
 */
export function escapeHtml(text: string): string {
  return visible(text).replace(/[&<>"']/g, (char) => entities[char]!);
}
