import { VisionError } from "../util/errors.ts";
import { nearest } from "../util/nearest.ts";

const wnid = /^n\d{8}$/;

/**
 * The class of each folder by its name: the same name, or the same letters and digits ("t-shirt-top" for
 * "T-shirt/top"). Folders called by ImageNet's numbers (n01440764) have to be as many as the classes,
 * which are in their order. Throws MISMATCH with all folders that fit no class, or the same one twice.
 * @example matchClasses(["ankle-boot"], ["Bag", "Ankle boot"]); // [1]
 */
export function matchClasses(folders: readonly string[], classes: readonly string[]): number[] {
  const areNumbers = folders.length === classes.length && folders.every((name) => wnid.test(name));
  if (areNumbers) return folders.map((_, i) => i);
  const exact = indexBy(classes, (name) => name);
  const loose = indexBy(classes, plain);
  const found = folders.map((name) => exact.get(name) ?? loose.get(plain(name)) ?? []);
  const problems = folders.flatMap((name, i) => {
    const [index] = found[i]!;
    if (index === undefined) return [`${name} (nearest: ${nearest(name, classes)})`];
    if (found[i]!.length > 1) return [`${name} (${found[i]!.length} classes are called so)`];
    const other = found.findIndex(([same]) => same === index);
    return other === i ? [] : [`${name} (the same class as ${folders[other]})`];
  });
  if (problems.length === 0) return found.map(([index]) => index!);
  throw new VisionError({
    code: "MISMATCH",
    who: "tsvision evaluate",
    expected: `folders called like the classifier's ${classes.length} classes`,
    got: new Error(problems.join(", ")),
    hint: "rename these folders, or move them away",
  });
}

function indexBy(names: readonly string[], key: (name: string) => string): Map<string, number[]> {
  const map = new Map<string, number[]>();
  for (const [i, name] of names.entries()) map.set(key(name), [...(map.get(key(name)) ?? []), i]);
  return map;
}

// Letters and digits in lower case, all else one dash.
function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
}
