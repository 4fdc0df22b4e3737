/**
 * Compares as Python compares strings: by code points. JavaScript's own order is by UTF-16 units,
 * which puts emoji (surrogates, D800..DFFF) before U+E000..U+FFFF.
 * @example ["\u{1F600}", "\uFF21"].sort(codePointOrder); // ["\uFF21", "\u{1F600}"], as sorted() in Python
 */
export function codePointOrder(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
