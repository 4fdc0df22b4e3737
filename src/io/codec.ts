import { getEnvironmentData, setEnvironmentData } from "node:worker_threads";
import type { Sharp } from "sharp";
import { VisionError } from "../util/errors.ts";
import type { Decoder, FailOn, Header, StoredPixels } from "./decoder.ts";
import type { ImageFormat } from "./file-kinds.ts";
import { lackOfHandles } from "./file-ops.ts";
import { noHandlesHint } from "./open-regular-file.ts";

type SharpModule = typeof import("sharp").default;

/** The image library with a closed door: only the loaders of the allowed formats are left open. */
export interface Codec extends Decoder {
  /** Pixels to be encoded, as a pipeline of the library. */
  fromPixels(data: Uint8Array, info: { width: number; height: number; channels: number }): Sharp;
}

/** Loads the image library on first use, with loaders open for `format`. */
export async function codecFor(format?: ImageFormat): Promise<Codec> {
  loading ??= loadSharp();
  const sharp = await loading;
  // Off by default; opened for the rest of the process once a caller asks for the format.
  if (format === "tiff" || format === "avif") sharp.unblock({ operation: [loaders[format]] });
  const open = (bytes: Uint8Array, failOn: FailOn) =>
    sharp(bytes, { failOn, ignoreIcc: true, limitInputPixels: false, sequentialRead: true });
  return {
    readHeader: async (bytes, failOn) => {
      const { width, height, space, depth, hasAlpha, orientation } = await open(
        bytes,
        failOn,
      ).metadata();
      return { width, height, space, depth, hasAlpha, orientation: orientation ?? 1 };
    },
    readPixels: (bytes, header, failOn) => storedPixels(open(bytes, failOn), header),
    fromPixels: (data, { width, height, channels }) =>
      sharp(data, { raw: { width, height, channels: channels as 1 | 2 | 3 | 4 } }).toColourspace(
        channels < 3 ? "b-w" : "srgb",
      ),
  };
}

const loaders = {
  jpeg: "VipsForeignLoadJpegBuffer",
  png: "VipsForeignLoadPngBuffer",
  webp: "VipsForeignLoadWebpBuffer",
  tiff: "VipsForeignLoadTiffBuffer",
  avif: "VipsForeignLoadHeifBuffer",
} as const;

// The library has process-wide settings, which must be made once: hence this one memory.
let loading: Promise<SharpModule> | undefined;

async function loadSharp(): Promise<SharpModule> {
  let sharp: SharpModule;
  try {
    sharp = (await import("sharp")).default;
  } catch (cause) {
    loading = undefined; // a later try may be luckier
    // The library is many files; its own errors have the system's reason in their text, if anywhere.
    const said = /\b(EMFILE|ENFILE|too many open files)\b/i.test(String(cause));
    const full = said ? cause : lackOfHandles(cause);
    throw new VisionError({
      code: full === undefined ? "ENGINE" : "EXHAUSTED",
      who: "io",
      expected: "the image library sharp to load",
      got: full ?? cause,
      hint:
        full === undefined
          ? "run `npm install sharp` on this machine; `tsvision doctor` shows more"
          : noHandlesHint,
      cause,
    });
  }
  // A thread whose parent did this leaves it alone: closing all loaders for a moment would fail the
  // decodes that other threads have under way.
  const done = "tsvision: sharp is set up";
  if (getEnvironmentData(done) === true) return sharp;
  // These hold for the whole process, so also for a program's own use of sharp.
  sharp.cache(false); // every file is opened once, so remembering operations only costs memory
  sharp.concurrency(1); // one thread a picture; several pictures are decoded side by side
  // Everything closed first, so that a loader added by a later version is closed too.
  sharp.block({ operation: ["VipsForeignLoad"] });
  sharp.unblock({ operation: [loaders.jpeg, loaders.png, loaders.webp] });
  setEnvironmentData(done, true);
  return sharp;
}

// Asking for the space that the file has already means: no conversion.
async function storedPixels(pipeline: Sharp, header: Header): Promise<StoredPixels> {
  const { space, depth, hasAlpha } = header;
  const wide = depth === "ushort";
  const kind = space === "cmyk" ? "cmyk" : space === "b-w" || space === "grey16" ? "gray" : "rgb";
  // The library drops the alpha of 8-bit grey, but not if grey is copied to three channels.
  const sameSpace = space === "b-w" && hasAlpha ? "srgb" : space;
  const { data, info } = await (kind === "cmyk" ? pipeline.pipelineColourspace("cmyk") : pipeline)
    .toColourspace(sameSpace)
    .raw({ depth: wide ? "ushort" : "uchar" })
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const plain = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return { data: wide ? highBytes(plain) : plain, width, height, channels, kind, hasAlpha };
}

// 16-bit values (in this machine's byte order) -> the high byte of each, as Pillow takes it.
function highBytes(bytes: Uint8Array): Uint8Array {
  const values = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
  const out = new Uint8Array(values.length);
  for (let i = 0; i < out.length; i++) out[i] = values[i]! >> 8;
  return out;
}
