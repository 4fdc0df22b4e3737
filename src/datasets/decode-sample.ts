import { decodeWindow } from "../io/decode-image.ts";
import type { DecodeOptions } from "../io/index.ts";
import type { FirstCrop, Image } from "../sample/index.ts";
import { VisionError } from "../util/errors.ts";
import { shardName } from "./shard-bytes.ts";
import type { RawSample } from "./shard-samples.ts";

/** A sample of shards: its key and shard, and a value for each of its files by extension. */
export type WebSample = Record<string, unknown> & {
  readonly __key__: string;
  readonly __url__: string;
};

/** How the files of a sample are decoded; false leaves all as bytes. */
export type SampleDecoding = Omit<DecodeOptions, "file"> | false;

type Kind = "image" | "json" | "number" | "text";

// WebDataset's names; it decodes more (pickles, tensors), which could run code or need its own libraries.
const kinds: Readonly<Record<Kind, readonly string[]>> = {
  image: ["jpg", "jpeg", "png", "webp", "gif", "ppm", "pgm"],
  json: ["json", "jsn"],
  number: ["cls", "cls2", "class", "count", "index", "inx", "id"],
  text: ["txt", "text", "transcript"],
};
const kindOf = new Map(
  Object.entries(kinds).flatMap(([kind, names]) => names.map((name) => [name, kind as Kind])),
);

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** How many of a sample's files are images. */
export function imagesIn({ members }: RawSample): number {
  return [...members].filter(([extension]) => kindIn(extension) === "image").length;
}

function kindIn(extension: string): Kind | undefined {
  return kindOf.get(extension.slice(extension.lastIndexOf(".") + 1));
}

/**
 * Decodes the files of a sample by the last part of their extension: images, `json`, `txt`, whole numbers
 * (`cls`); all else stays bytes. Nothing in a file is ever executed.
 * Of the only image `window` alone is decoded, if it is given.
 * Throws `decodeImage`'s errors and INVALID_FILE, with the shard and the file's name in it.
 */
export async function decodeSample(
  { key, url, members }: RawSample,
  decoding: SampleDecoding,
  window?: FirstCrop["window"],
): Promise<WebSample> {
  const entries: [string, unknown][] = [
    ["__key__", key],
    ["__url__", url],
  ];
  for (const [extension, bytes] of members) {
    const file = `${shardName(url)}: ${key}.${extension}`;
    entries.push([
      extension,
      decoding === false ? bytes : await decode(extension, bytes, file, decoding, window),
    ]);
  }
  return Object.fromEntries(entries) as WebSample; // own properties, whatever they are called
}

async function decode(
  extension: string,
  bytes: Uint8Array,
  file: string,
  decoding: Omit<DecodeOptions, "file">,
  window: FirstCrop["window"] | undefined,
): Promise<Image | Uint8Array | string | unknown> {
  const kind = kindIn(extension);
  switch (kind) {
    case undefined:
      return bytes;
    case "image":
      return decodeWindow(bytes, { ...decoding, file }, window);
    case "number":
      return wholeNumber(textOf(bytes, file), file);
    case "text":
      return textOf(bytes, file);
    case "json":
      return json(textOf(bytes, file), file);
    default:
      return kind satisfies never;
  }
}

function textOf(bytes: Uint8Array, file: string): string {
  try {
    return utf8.decode(bytes);
  } catch (cause) {
    throw refuse(file, "text in UTF-8", cause);
  }
}

function json(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw refuse(file, "JSON", cause);
  }
}

function wholeNumber(text: string, file: string): number {
  const value = /^\s*[+-]?\d+\s*$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(value)) return value;
  throw refuse(file, "a whole number", text);
}

function refuse(file: string, expected: string, got: unknown): VisionError {
  const hint = "write the shard again, or read bytes with decode: false";
  const cause = got instanceof Error ? { cause: got } : {};
  return new VisionError({
    code: "INVALID_FILE",
    who: "WebDataset",
    expected,
    got,
    hint,
    file,
    ...cause,
  });
}
