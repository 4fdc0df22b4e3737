import { extname } from "node:path";
import { writeFileAtomic } from "../io/write-file-atomic.ts";
import { realize, Tensor } from "../tensor/index.ts";
import { expected } from "../util/errors.ts";
import type { Savable } from "./pickle-writer.ts";
import { encodePth } from "./pth-writer.ts";
import { encodeSafetensors } from "./safetensors.ts";

/**
 * Saves a state dict, or with `.pth` any nest of Maps, objects, arrays, tensors, numbers and text;
 * whole or not at all. The name's ending chooses the format: `.safetensors`, or `.pth` and `.pt`,
 * which `torch.load` reads. Tensors are computed first. `torch.save`.
 * Throws `INVALID_ARGUMENT` for other endings and values, and `writeFileAtomic`'s errors.
 * @example await save("net.pth", net.stateDict());
 */
export async function save(path: string, value: Savable): Promise<void> {
  const ending = extname(path).toLowerCase();
  if (ending !== ".safetensors" && ending !== ".pth" && ending !== ".pt")
    throw expected("save", "a name ending in .safetensors, .pth or .pt", path, "rename the file");
  const encode =
    ending === ".safetensors" ? encodeSafetensors.bind(undefined, toStateDict(value)) : undefined;
  await realize(...tensorsIn(value));
  await writeFileAtomic(path, encode === undefined ? encodePth(value) : encode());
}

function toStateDict(value: Savable): Map<string, Tensor> {
  const out = new Map<string, Tensor>();
  for (const [key, item] of entriesOf(value)) {
    if (typeof key !== "string" || !(item instanceof Tensor))
      throw expected("save", `a tensor under each name (${String(key)})`, item, "save it as .pth");
    out.set(key, item);
  }
  return out;
}

function entriesOf(value: Savable): readonly (readonly [unknown, Savable])[] {
  if (value instanceof Map) return [...value];
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    if (!(value instanceof Tensor)) return Object.entries(value);
  throw expected("save", "a Map or object of tensors", value, "save it as .pth");
}

function tensorsIn(value: Savable): Tensor[] {
  const found = new Set<Tensor>();
  const seen = new Set<Savable>();
  const rest: Savable[] = [value];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    if (next instanceof Tensor) found.add(next);
    else if (typeof next === "object" && next !== null && !seen.has(next)) {
      seen.add(next); // it may hold itself; writing refuses that
      for (const item of next instanceof Map ? next.values() : Object.values(next)) rest.push(item);
    }
  }
  return [...found];
}
