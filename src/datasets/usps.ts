import { join } from "node:path";
import { readPacked } from "../io/read-packed.ts";
import type { Image } from "../sample/index.ts";
import { fetchFiles, type SetFile } from "./fetch-files.ts";
import { LabelledPixels, type PixelsOptions } from "./labelled-pixels.ts";
import { badLine } from "./read-text.ts";
import type { DownloadOption } from "./vision-dataset.ts";

/** Options of `USPS.open`. */
export interface USPSOptions<X = Image, Y = number> extends PixelsOptions<X, Y>, DownloadOption {
  /** The 7,291 training images, or the 2,007 of the test. Default: true. */
  readonly train?: boolean;
}

const name = "USPS";
const base = "https://www.csie.ntu.edu.tw/~cjlin/libsvmtools/datasets/multiclass";
const files: Readonly<Record<"train" | "test", SetFile>> = {
  train: {
    file: "usps.bz2",
    urls: [`${base}/usps.bz2`],
    md5: "ec16c51db3855ca6c91edd34d0e9b197",
  },
  test: {
    file: "usps.t.bz2",
    urls: [`${base}/usps.t.bz2`],
    md5: "8ea070ee2aca1ac39742fdd1ef5ed118",
  },
};

const size = 16 * 16;

/**
 * Digits from envelopes, 16 x 16, grey (Hull 1994): torchvision's USPS. Reads `root/usps.bz2` or
 * `root/usps.t.bz2`: a line an image, its label from 1 and 256 values from -1 to 1. A sample is
 * `[image, label]`. Throws NOT_FOUND for a missing file, INVALID_FILE for a damaged one.
 * @example const digits = await USPS.open("data", { train: false, download: true });
 */
export class USPS<X = Image, Y = number> extends LabelledPixels<X, Y> {
  /** Reads one split into memory. */
  static async open<X = Image, Y = number>(
    root: string,
    options: USPSOptions<X, Y> = {},
  ): Promise<USPS<X, Y>> {
    const file = files[(options.train ?? true) ? "train" : "test"];
    await fetchFiles(name, root, [file], options.download);
    const path = join(root, file.file);
    const lines = (await readPacked(name, path)).toString("latin1").trimEnd().split("\n");
    const data = new Uint8Array(size * lines.length);
    const targets = lines.map((line, i) => readRow(path, line, i, data));
    const classes = Array.from({ length: 10 }, (_, digit) => String(digit));
    const place = { module: import.meta.url, name, root, file: path };
    return new USPS({ ...place, classes, data, targets, shape: [16, 16, 1] }, options);
  }
}

// "7 1:-1 2:-0.95 ...": the label counts from 1, the numbers before the colons are places.
function readRow(path: string, line: string, row: number, data: Uint8Array): number {
  const [label, ...fields] = line.trim().split(/\s+/);
  const target = Number(label) - 1;
  if (fields.length !== size || !(Number.isInteger(target) && target >= 0 && target < 10))
    throw badLine(name, path, row + 1, "a label 1 to 10 and 256 values", line.slice(0, 80));
  for (let i = 0; i < size; i++) {
    const value = Number(fields[i]!.slice(fields[i]!.indexOf(":") + 1));
    if (!(value >= -1 && value <= 1))
      throw badLine(name, path, row + 1, "values from -1 to 1", fields[i]);
    data[row * size + i] = ((value + 1) / 2) * 255; // cut, not rounded
  }
  return target;
}
