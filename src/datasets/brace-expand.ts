import { expected } from "../util/errors.ts";

// A range of that many shards is a typing error.
const most = 1_000_000;

/**
 * The names that a pattern with braces means, as a shell (and WebDataset) expands it: `{0000..0146}`
 * counts with leading zeros, `{a..c}` letters, `{0..10..5}` in steps, `{train,val}` lists; several and
 * nested ones combine, the last one fastest. Braces that are none of these stay as they are.
 * Throws INVALID_ARGUMENT from a million names on.
 * @example braceExpand("data-{08..10}.tar"); // ["data-08.tar", "data-09.tar", "data-10.tar"]
 */
export function braceExpand(pattern: string, who = "braceExpand"): string[] {
  for (let open = pattern.indexOf("{"); open !== -1; open = pattern.indexOf("{", open + 1)) {
    const close = closing(pattern, open);
    if (close === -1) continue;
    const choices = choicesOf(pattern.slice(open + 1, close), who);
    if (choices === undefined) continue;
    const head = pattern.slice(0, open);
    const tails = braceExpand(pattern.slice(close + 1), who);
    if (choices.length * tails.length > most)
      throw expected(who, `a pattern of at most ${most} names`, pattern, "give fewer shards");
    return choices.flatMap((choice) => tails.map((tail) => head + choice + tail));
  }
  return [pattern];
}

function closing(pattern: string, open: number): number {
  let depth = 0;
  for (let i = open; i < pattern.length; i++) {
    if (pattern[i] === "{") depth++;
    if (pattern[i] === "}" && --depth === 0) return i;
  }
  return -1;
}

function choicesOf(inside: string, who: string): string[] | undefined {
  const range = /^(-?\d+|[A-Za-z])\.\.(-?\d+|[A-Za-z])(?:\.\.(-?\d+))?$/.exec(inside);
  if (range !== null) return rangeOf(range[1]!, range[2]!, Number(range[3] ?? 1), who);
  const parts = listParts(inside);
  return parts.length === 1 ? undefined : parts.flatMap((part) => braceExpand(part, who));
}

function rangeOf(from: string, to: string, by: number, who: string): string[] | undefined {
  const letters = /[A-Za-z]/.test(from);
  if (letters !== /[A-Za-z]/.test(to)) return undefined;
  const value = (text: string) => (letters ? text.charCodeAt(0) : Number(text));
  const [first, last, step] = [value(from), value(to), Math.max(1, Math.abs(by))];
  const count = Math.floor(Math.abs(last - first) / step) + 1;
  if (count > most)
    throw expected(who, `a range of at most ${most} names`, `${from}..${to}`, "give fewer shards");
  const isPadded = [from, to].some((text) => /^-?0\d/.test(text));
  const width = isPadded ? Math.max(from.length, to.length) : 0;
  return Array.from({ length: count }, (_, i) => {
    const at = first + Math.sign(last - first) * step * i;
    if (letters) return String.fromCharCode(at);
    const sign = at < 0 ? "-" : "";
    return sign + String(Math.abs(at)).padStart(width - sign.length, "0");
  });
}

// The parts between commas that stand in no inner braces.
function listParts(inside: string): string[] {
  const parts: string[] = [];
  let [depth, start] = [0, 0];
  for (let i = 0; i < inside.length; i++) {
    if (inside[i] === "{") depth++;
    if (inside[i] === "}") depth--;
    if (inside[i] !== "," || depth > 0) continue;
    parts.push(inside.slice(start, i));
    start = i + 1;
  }
  return [...parts, inside.slice(start)];
}
