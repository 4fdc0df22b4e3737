/** A number that is not a plain whole one (`-1`, `1.0`, `1e3`), as written. */
export interface OtherNumber {
  readonly written: string;
}

/** JSON with objects as maps, so that no name (`__proto__`) means anything. */
export type StrictJson =
  | string
  | number
  | boolean
  | null
  | OtherNumber
  | readonly StrictJson[]
  | ReadonlyMap<string, StrictJson>;

/** Where and why a text is not strict JSON; `position` counts characters. */
export class StrictJsonError extends Error {
  readonly position: number;

  constructor(message: string, position: number) {
    super(message);
    this.name = "StrictJsonError";
    this.position = position;
  }
}

const deepest = 128;
// A Map takes some 200 bytes of memory, "{}" two of a file. A tensor's entry in a safetensors
// header has 48 characters at least.
const freeObjects = 1000;
const charactersPerObject = 16;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const plainDigits = /^\d+$/;
const loneSurrogate = /\p{Surrogate}/u;
const space = /[ \t\n\r]*/y;

/**
 * Parses JSON without the leniency of `JSON.parse`: a key may come once, whole numbers must be
 * exact (below 2^53), text must be valid Unicode, nesting ends at 128, and objects are at most 1000
 * and one for each 16 characters.
 * Throws `StrictJsonError`.
 */
export function parseStrictJson(text: string): StrictJson {
  const parser = new Parser(text);
  const value = parser.value(0);
  parser.skipSpace();
  if (parser.at < text.length) throw parser.error("nothing after the value");
  return value;
}

class Parser {
  readonly text: string;
  at = 0;
  objects = 0;

  constructor(text: string) {
    this.text = text;
  }

  error(expected: string): StrictJsonError {
    const found = this.at < this.text.length ? JSON.stringify(this.text[this.at]) : "the end";
    return new StrictJsonError(`${found} instead of ${expected}`, this.at);
  }

  skipSpace(): void {
    space.lastIndex = this.at;
    space.test(this.text);
    this.at = space.lastIndex;
  }

  value(depth: number): StrictJson {
    if (depth > deepest) throw this.error(`at most ${deepest} levels of nesting`);
    this.skipSpace();
    const first = this.text[this.at];
    if (first === "{") return this.object(depth);
    if (first === "[") return this.array(depth);
    if (first === '"') return this.string();
    for (const [word, value] of [
      ["true", true],
      ["false", false],
      ["null", null],
    ] as const) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return value;
      }
    }
    return this.number();
  }

  take(character: string): boolean {
    this.skipSpace();
    if (this.text[this.at] !== character) return false;
    this.at++;
    return true;
  }

  object(depth: number): ReadonlyMap<string, StrictJson> {
    const entries = new Map<string, StrictJson>();
    if (++this.objects > freeObjects + this.text.length / charactersPerObject)
      throw this.error("fewer objects");
    this.at++;
    if (this.take("}")) return entries;
    do {
      this.skipSpace();
      const start = this.at;
      if (this.text[start] !== '"') throw this.error("a key in quotes");
      const key = this.string();
      if (entries.has(key))
        throw new StrictJsonError(`key ${JSON.stringify(key)} comes twice`, start);
      if (!this.take(":")) throw this.error('":"');
      entries.set(key, this.value(depth + 1));
    } while (this.take(","));
    if (!this.take("}")) throw this.error('"," or "}"');
    return entries;
  }

  array(depth: number): readonly StrictJson[] {
    const items: StrictJson[] = [];
    this.at++;
    if (this.take("]")) return items;
    do items.push(this.value(depth + 1));
    while (this.take(","));
    if (!this.take("]")) throw this.error('"," or "]"');
    return items;
  }

  // Finds the closing quote, then leaves escapes and control characters to JSON.parse.
  string(): string {
    const start = this.at;
    let end = start + 1;
    for (; end < this.text.length && this.text[end] !== '"'; end++)
      if (this.text[end] === "\\") end++;
    if (end >= this.text.length) throw new StrictJsonError("text without a closing quote", start);
    this.at = end + 1;
    try {
      const value: unknown = JSON.parse(this.text.slice(start, this.at));
      if (typeof value === "string" && !loneSurrogate.test(value)) return value;
    } catch {
      // the same error as below
    }
    throw new StrictJsonError("text with a broken escape or character", start);
  }

  number(): number | OtherNumber {
    number.lastIndex = this.at;
    const written = number.exec(this.text)?.[0];
    if (written === undefined) throw this.error("a value");
    const start = this.at;
    this.at += written.length;
    if (!plainDigits.test(written)) return { written };
    const value = Number(written);
    if (!Number.isSafeInteger(value))
      throw new StrictJsonError(`${written} is too large to be exact`, start);
    return value;
  }
}
