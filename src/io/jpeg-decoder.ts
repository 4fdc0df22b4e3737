import { isMainThread } from "node:worker_threads";
import type { PixelWindow } from "../sample/index.ts";
import { codecFor } from "./codec.ts";
import type { Decoder, FailOn, Header, StoredPixels } from "./decoder.ts";
import { shrinkFor } from "./draft.ts";
import { type JpegFile, readJpegFile } from "./jpeg-file.ts";
import { cutBytes } from "./kernels/cut.ts";
import { decodeJpeg } from "./kernels/jpeg.ts";
import type { JpegShrink } from "./kernels/jpeg-plan.ts";
import { shrinkBytes } from "./kernels/shrink.ts";

/** A header that we read ourselves. */
interface OwnHeader extends Header {
  readonly jpeg: JpegFile;
}

/**
 * Decodes JPEG: the usual files by our own kernels, bit for bit as the image library does and in half the
 * time; the others, and all that are damaged in any way, by the library, which judges them.
 */
export const jpegDecoder: Decoder = {
  async readHeader(bytes, failOn): Promise<Header> {
    const jpeg = readJpegFile(bytes);
    return jpeg === undefined ? (await codecFor()).readHeader(bytes, failOn) : headerOf(jpeg);
  },

  async readPixels(bytes, header, failOn, { draft, window: choose } = {}): Promise<StoredPixels> {
    const shrink = shrinkFor(header, draft);
    const [height, width] = [Math.ceil(header.height / shrink), Math.ceil(header.width / shrink)];
    const window = choose?.([height, width]) ?? { top: 0, left: 0, height, width };
    const own = decodeHere(bytes, header as Header | OwnHeader, shrink, window);
    if (own !== undefined) return own;
    const stored = shrunk(await decodeThere(bytes, header, failOn), shrink);
    const { channels } = stored;
    const data = cutBytes(stored.data, width, channels, window);
    return { ...stored, data, height: window.height, width: window.width, cut: true };
  },
};

/** From so many pixels on, the main thread leaves them to the library's threads; see ADR 14. */
export const mainThreadPixels = 2 ** 20;

function headerOf(jpeg: JpegFile): OwnHeader {
  const { width, height, orientation, components } = jpeg;
  const space = components.length === 1 ? "b-w" : "srgb";
  return { jpeg, width, height, orientation, space, depth: "uchar", hasAlpha: false };
}

function decodeHere(
  bytes: Uint8Array,
  header: Header | OwnHeader,
  shrink: JpegShrink,
  window: PixelWindow,
): StoredPixels | undefined {
  if (!("jpeg" in header)) return undefined;
  const { jpeg } = header;
  // a draft's pixels must not depend on the thread
  if (isMainThread && shrink === 1 && jpeg.width * jpeg.height >= mainThreadPixels)
    return undefined;
  const data = decodeJpeg(bytes, jpeg, shrink, window);
  if (data === undefined) return undefined;
  const channels = jpeg.components.length;
  const kind = channels === 1 ? "gray" : "rgb";
  const { width, height } = window;
  return { data, width, height, channels, kind, hasAlpha: false, cut: true };
}

// What the library decodes comes whole: the same size by means of squares.
function shrunk(stored: StoredPixels, shrink: JpegShrink): StoredPixels {
  if (shrink === 1) return stored;
  const { data, width, height, channels } = stored;
  return {
    ...stored,
    data: shrinkBytes(data, height, width, channels, shrink),
    width: Math.ceil(width / shrink),
    height: Math.ceil(height / shrink),
  };
}

async function decodeThere(
  bytes: Uint8Array,
  header: Header | OwnHeader,
  failOn: FailOn,
): Promise<StoredPixels> {
  const codec = await codecFor();
  const judged = "jpeg" in header ? await codec.readHeader(bytes, failOn) : header;
  return codec.readPixels(bytes, judged, failOn);
}
