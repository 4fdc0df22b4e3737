import { openRegularFile } from "../io/open-regular-file.ts";
import { Tensor } from "../tensor/index.ts";
import { VisionError } from "../util/errors.ts";
import { readPth } from "./pth.ts";
import { readSafetensors } from "./safetensors.ts";

/**
 * Loads a state dict from a `.pth` or safetensors file, told apart by content. Nothing in the file
 * is executed. A checkpoint with the state dict inside is not one: take it out of `readPth`.
 * `torch.load`. Throws `NOT_FOUND`, `INVALID_FILE`, `UNSUPPORTED_FORMAT`, `TOO_LARGE`, and
 * `MISMATCH` for files that hold something else.
 * @example net.loadStateDict(await load("net.pth"));
 */
export async function load(path: string): Promise<Map<string, Tensor>> {
  if (await looksLikeSafetensors(path)) return (await readSafetensors(path)).tensors;
  const { value } = await readPth(path);
  if (!(value instanceof Map)) throw noStateDict(path, "another value");
  const out = new Map<string, Tensor>();
  for (const [key, item] of value) {
    if (typeof key !== "string" || !(item instanceof Tensor))
      throw noStateDict(path, `something else under ${String(key)}`);
    out.set(key, item);
  }
  return out;
}

/** The same as `load`. */
export const readStateDict = load;

// A length in 8 bytes, little-endian and below 10^8 (so 4 zeros follow), then JSON, which may
// begin with white space. A zip file has its method there, 0 or 8.
async function looksLikeSafetensors(path: string): Promise<boolean> {
  const handle = await openRegularFile("load", path);
  try {
    const bytes = Buffer.alloc(9);
    const { bytesRead } = await handle.read(bytes, 0, 9, 0);
    const start = String.fromCharCode(bytes[8]!);
    return bytesRead === 9 && "{ \t\n\r".includes(start) && bytes.readUInt32LE(4) === 0;
  } finally {
    await handle.close();
  }
}

function noStateDict(file: string, got: string): VisionError {
  return new VisionError({
    code: "MISMATCH",
    who: "load",
    file,
    expected: "a state dict: a tensor under each name",
    got,
    hint: "take the state dict out of what readPth gives",
  });
}
