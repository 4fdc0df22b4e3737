import { readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Image } from "../sample/index.ts";
import { checkChoice } from "../util/check.ts";
import { exists, fetchFiles, type SetFile } from "./fetch-files.ts";
import { IdxImages, type IdxImagesOptions, readIdxSplit } from "./idx-images.ts";

const splits = ["byclass", "bymerge", "balanced", "letters", "digits", "mnist"] as const;

/** Options of `EMNIST.open`. */
export interface EMNISTOptions<X = Image, Y = number> extends IdxImagesOptions<X, Y> {
  /** Which classes: 62, 47 (twice), 26 letters (and "N/A", label 0, that nothing has), 10 digits (twice). */
  readonly split: (typeof splits)[number];
}

const archive: SetFile = {
  file: "gzip.zip",
  urls: ["https://biometrics.nist.gov/cs_links/EMNIST/gzip.zip"],
  md5: "58c8d27c78d21e728a6bc7b3cc06412e",
  unpackTo: ".",
};

const digits = [..."0123456789"];
const letters = [..."abcdefghijklmnopqrstuvwxyz"];
const all = [...digits, ...letters.map((letter) => letter.toUpperCase()), ...letters];
// Letters whose small form looks like the capital one.
const merged = all.filter((character) => !"cijklmopsuvwxyz".includes(character));
const classesOf = {
  byclass: all,
  bymerge: merged,
  balanced: merged,
  letters: ["N/A", ...letters],
  digits,
  mnist: digits,
} as const;

/**
 * Handwritten letters and digits, 28 x 28, grey (Cohen and others 2017): torchvision's EMNIST. Finds
 * `emnist-<split>-<train|test>-images-idx3-ubyte` and its labels, plain or gzipped, in `root/EMNIST/raw` or
 * `root`. The images lie on their side as the files have them (rows and columns swapped), as in
 * torchvision. A sample is `[image, label]`. Throws NOT_FOUND, INVALID_FILE and MISMATCH.
 * @example const letters = await EMNIST.open("data", { split: "letters", train: false, download: true });
 */
export class EMNIST<X = Image, Y = number> extends IdxImages<X, Y> {
  /** Reads one split into memory. */
  static async open<X = Image, Y = number>(
    root: string,
    { split, train = true, download, ...options }: EMNISTOptions<X, Y>,
  ): Promise<EMNIST<X, Y>> {
    checkChoice("EMNIST", "split", split, splits);
    const classes = classesOf[split];
    const stem = `emnist-${split}-${train ? "train" : "test"}`;
    await fetchAll(join(root, "EMNIST", "raw"), stem, download);
    return new EMNIST(classes, await readIdxSplit("EMNIST", root, stem, classes), options);
  }
}

// The archive holds a folder of gzipped files, of all splits.
async function fetchAll(folder: string, stem: string, download: EMNISTOptions["download"]) {
  if (!download) return;
  for (const ending of ["", ".gz"])
    if (await exists(join(folder, `${stem}-labels-idx1-ubyte${ending}`))) return;
  await fetchFiles("EMNIST", folder, [archive], download);
  await moveUp(join(folder, "gzip"), folder);
}

/** Moves the files of a folder into another, and removes it. */
export async function moveUp(from: string, to: string): Promise<void> {
  for (const name of await readdir(from)) await rename(join(from, name), join(to, name));
  await rm(from, { recursive: true });
}
