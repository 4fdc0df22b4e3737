import { VisionError } from "../util/errors.ts";

// What V8, WebAssembly and libvips say; sizes come after it.
const noMemory = /out of memory|allocation failed|unable to grow/i;

/**
 * The error for a picture of a kind that a decoder could not decode: a damaged file, or no memory for its pixels, which
 * is no fault of the file. The decoder's own words stay in `cause`: libvips keeps them in one buffer for the whole
 * process, so that with several images at once they can be about another one.
 */
export function decodingError(name: string, cause: unknown, file?: string): VisionError {
  const place = file === undefined ? {} : { file };
  const who = "decodeImage";
  if (cause instanceof Error && noMemory.test(cause.message))
    return new VisionError({
      code: "EXHAUSTED",
      who,
      ...place,
      expected: `memory for the pixels of ${name}`,
      got: cause,
      hint: "free memory, load fewer at once, or set maxPixels",
      cause,
    });
  return new VisionError({
    code: "INVALID_FILE",
    who,
    ...place,
    expected: `${name} that is whole`,
    got: "damaged data",
    hint: "the file is cut off or corrupt; fetch or export it again",
    cause,
  });
}
