import { expected } from "../util/errors.ts";
import { models } from "./registry.ts";

/** Options of `list`. */
export interface ListOptions {
  /** Patterns of names to list: `*`, `?` and `[a-z]` as in file names. Default all. */
  readonly include?: string | readonly string[];
  /** Patterns of names to leave out. Default none. */
  readonly exclude?: string | readonly string[];
}

/**
 * The names of the models that can be built, in order. torchvision's `list_models`.
 * @example list({ include: "resnet*", exclude: "*18" }); // ["resnet101", "resnet152", ...]
 */
export function list({ include = "*", exclude = [] }: ListOptions = {}): string[] {
  const [wanted, unwanted] = [include, exclude].map((patterns) => [patterns].flat().map(fnmatch));
  return Object.keys(models)
    .filter((name) => wanted!.some((pattern) => pattern.test(name)))
    .filter((name) => !unwanted!.some((pattern) => pattern.test(name)))
    .sort();
}

// Python's fnmatch: `*` is any text, `?` a letter, `[...]` one of these, `[!...]` none of these.
function fnmatch(pattern: string): RegExp {
  const source = pattern.replace(/\*|\?|\[(!?)(\]?[^\]]*)\]|./gs, (part, not, set) => {
    if (part === "*") return ".*";
    if (part === "?") return ".";
    if (set !== undefined && set !== "")
      return `[${not === "!" ? "^" : ""}${set.replace(/[\\\]^[]/g, "\\$&")}]`;
    return part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  });
  try {
    return new RegExp(`^${source}$`, "su");
  } catch {
    throw expected("models.list", "patterns with ranges such as [a-z]", pattern, "mend the range");
  }
}
