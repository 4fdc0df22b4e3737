import { rename } from "node:fs/promises";
import { join } from "node:path";
import { verifyFile } from "../io/index.ts";
import type { Image } from "../sample/index.ts";
import { checkChoice } from "../util/check.ts";
import { codePointOrder } from "./code-point-order.ts";
import { exists, fetchFiles } from "./fetch-files.ts";
import { type FilesOptions, LabelledFiles } from "./labelled-files.ts";
import { badLine, readLines, wholeNumber } from "./read-text.ts";
import type { DownloadOption } from "./vision-dataset.ts";

const splits = ["train-standard", "train-challenge", "val"] as const;
type Split = (typeof splits)[number];

/** Options of `Places365.open`. */
export interface Places365Options<X = Image, Y = number>
  extends FilesOptions<X, Y>,
    DownloadOption {
  /** Default: "train-standard". */
  readonly split?: Split;
  /** The images of 256 x 256 in place of the large ones. Default: false. */
  readonly small?: boolean;
  /** Checks the digests of the lists. Default: true. */
  readonly verify?: boolean;
}

const name = "Places365";
const base = "https://data.csail.mit.edu/places/places365";
const categories = ["categories_places365.txt", "06c963b85866bd0649f97cb43dd16673"] as const;
const lists = {
  "train-standard": ["places365_train_standard.txt", "30f37515461640559006b8329efbed1a"],
  "train-challenge": ["places365_train_challenge.txt", "b2931dc997b8c33c27e7329c073a6b57"],
  val: ["places365_val.txt", "e9f2fd57bfd9d07630173f4e8708e4b1"],
} as const;
const kits = {
  standard: ["filelist_places365-standard.tar", "35a0585fee1fa656440f3ab298f8479c"],
  challenge: ["filelist_places365-challenge.tar", "70a8307e459c3de41690a7c76c931734"],
} as const;
// Archive, digest, the folder in it, and the folder that torchvision gives its images.
const images = {
  large: {
    "train-standard": ["train_large_places365standard.tar", "67e186b496a84c929568076ed01a8aa1"],
    "train-challenge": ["train_large_places365challenge.tar", "605f18e68e510c82b958664ea134545f"],
    val: ["val_large.tar", "9b71c4993ad89d2d8bcbdc4aef38042f"],
  },
  256: {
    "train-standard": ["train_256_places365standard.tar", "53ca1c756c3d1e7809517cc47c5561c5"],
    "train-challenge": ["train_256_places365challenge.tar", "741915038a5e3471ec7332404dfb64ef"],
    val: ["val_256.tar", "e27b17d8d44f4af9a78502beb927f808"],
  },
} as const;

/**
 * Places in 365 classes (Zhou and others 2017): torchvision's Places365. Reads in `root` the lists
 * `categories_places365.txt` and `places365_<split>.txt`, and images in `data_<size>_<variant>` or
 * `val_<size>`, size large or 256. A sample is `[image, label]`; `classes` are in Python's order while
 * labels go by the list, as in torchvision. Throws NOT_FOUND for missing files, MISMATCH for lists of
 * another digest, INVALID_FILE for damaged ones.
 * @example const places = await Places365.open("data", { split: "val", small: true, download: true });
 */
export class Places365<X = Image, Y = number> extends LabelledFiles<X, Y> {
  /** Reads the lists; images are read when their samples are. */
  static async open<X = Image, Y = number>(
    root: string,
    options: Places365Options<X, Y> = {},
  ): Promise<Places365<X, Y>> {
    const { split = "train-standard", small = false, verify = true } = options;
    checkChoice(name, "split", split, splits);
    await fetchAll(root, split, small, options.download);
    const [categoryFile, listFile] = [join(root, categories[0]), join(root, lists[split][0])];
    if (verify) {
      await verifyFile(name, categoryFile, { md5: categories[1] });
      await verifyFile(name, listFile, { md5: lists[split][1] });
    }
    const classToIdx = new Map(await readPairs(categoryFile));
    const classes = [...classToIdx.keys()].sort(codePointOrder);
    const folder = join(root, folderOf(split, small));
    const samples = (await readPairs(listFile)).map(([image, label]): [string, number] => [
      join(folder, ...image.split("/").filter((part) => part !== "")),
      label,
    ]);
    const place = { module: import.meta.url, name, root };
    return new Places365({ ...place, classes, classToIdx, samples }, options);
  }
}

async function readPairs(path: string): Promise<[string, number][]> {
  return (await readLines(name, path)).map((line, i) => {
    const [text, digits, ...more] = line.split(/\s+/);
    const label = wholeNumber(digits);
    if (!text || label === undefined || label < 0 || label > 364 || more.length > 0)
      throw badLine(name, path, i + 1, "a name and a label 0 to 364", line);
    return [text, label];
  });
}

function variantOf(split: Split): "standard" | "challenge" {
  return split === "train-challenge" ? "challenge" : "standard";
}

function folderOf(split: Split, small: boolean): string {
  const size = small ? "256" : "large";
  return split === "val" ? `val_${size}` : `data_${size}_${variantOf(split)}`;
}

async function fetchAll(root: string, split: Split, small: boolean, download: Download) {
  const [kit, kitMd5] = kits[variantOf(split)];
  const [archive, md5] = images[small ? 256 : "large"][split];
  const gives = folderOf(split, small);
  const file = (title: string, digest: string) => {
    return { file: title, urls: [`${base}/${title}`], md5: digest, unpackTo: "." };
  };
  await fetchFiles(name, root, [{ ...file(kit, kitMd5), gives: lists[split][0] }], download);
  if (!download || (await exists(join(root, gives)))) return;
  await fetchFiles(name, root, [file(archive, md5)], download);
  await nameImages(root, split, small);
}

/** Gives the folder of a training archive torchvision's name, which has the variant in it. */
export async function nameImages(root: string, split: Split, small: boolean): Promise<void> {
  const named = folderOf(split, small);
  if (split !== "val") await rename(join(root, named.replace(/_[^_]*$/, "")), join(root, named));
}

type Download = Places365Options["download"];
