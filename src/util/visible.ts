// Controls (C0, DEL, C1), lone surrogates, line and paragraph separators, marks that turn the
// writing direction.
const unseen = /[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/gu;

/**
 * Shows characters that would otherwise act instead of being seen, such as ESC or a change of the
 * writing direction, as `\x1b` and `\u202e`. All other text stays as it is.
 * @example visible("a\x1b[31mb"); // "a\\x1b[31mb"
 */
export function visible(text: string): string {
  return text.replace(unseen, (char) => {
    const code = char.charCodeAt(0);
    return code < 0x100 ? `\\x${hex(code, 2)}` : `\\u${hex(code, 4)}`;
  });
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, "0");
}
