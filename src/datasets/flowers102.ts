import { join } from "node:path";
import { verifyFile } from "../io/index.ts";
import { type MatValue, readMat } from "../io/mat.ts";
import type { Image } from "../sample/index.ts";
import { checkChoice } from "../util/check.ts";
import { fetchFiles, type SetFile } from "./fetch-files.ts";
import { flowerNames } from "./flower-names.ts";
import { type FilesOptions, LabelledFiles } from "./labelled-files.ts";
import { badFile } from "./read-text.ts";
import type { DownloadOption } from "./vision-dataset.ts";

/** Options of `Flowers102.open`. */
export interface Flowers102Options<X = Image, Y = number>
  extends FilesOptions<X, Y>,
    DownloadOption {
  /** Default: "train". */
  readonly split?: "train" | "val" | "test";
  /** Checks the digests of labels and splits. Default: true. */
  readonly verify?: boolean;
}

const url = (file: string) => [`https://www.robots.ox.ac.uk/~vgg/data/flowers/102/${file}`];
const lists = {
  "imagelabels.mat": "e0620be6f572b9609742df49c70aed4d",
  "setid.mat": "a5357ecc9cb78c4bef273ce3793fc85c",
} as const;
const files: SetFile[] = [
  {
    file: "102flowers.tgz",
    urls: url("102flowers.tgz"),
    md5: "52808999861908f626f3c1f4e79d11fa",
    unpackTo: ".",
    gives: "jpg",
  },
  ...Object.entries(lists).map(([file, md5]) => ({ file, urls: url(file), md5 })),
];

const keys = { train: "trnid", val: "valid", test: "tstid" } as const;

/**
 * Flowers in 102 classes (Nilsback and Zisserman 2008): torchvision's Flowers102. Reads
 * `root/flowers-102/setid.mat`, `imagelabels.mat` and `jpg`. A sample is `[image, label]`.
 * Throws NOT_FOUND for missing files, MISMATCH for lists of another digest, INVALID_FILE for damage.
 * @example const flowers = await Flowers102.open("data", { split: "val", download: true });
 */
export class Flowers102<X = Image, Y = number> extends LabelledFiles<X, Y> {
  /** Reads the lists; images are read when their samples are. */
  static async open<X = Image, Y = number>(
    root: string,
    options: Flowers102Options<X, Y> = {},
  ): Promise<Flowers102<X, Y>> {
    const name = "Flowers102";
    const { split = "train", download, verify = true } = options;
    checkChoice(name, "split", split, ["train", "val", "test"]);
    const folder = join(root, "flowers-102");
    await fetchFiles(name, folder, files, download);
    if (verify)
      for (const [file, md5] of Object.entries(lists))
        await verifyFile(name, join(folder, file), { md5 });
    const labels = await numbersIn(join(folder, "imagelabels.mat"), "labels");
    const ids = await numbersIn(join(folder, "setid.mat"), keys[split]);
    const samples = ids.map((id): [string, number] => {
      const label = labels[id - 1];
      if (label === undefined || label < 1 || label > 102)
        throw badFile(name, join(folder, "imagelabels.mat"), `a label 1 to 102 of ${id}`, label);
      return [join(folder, "jpg", `image_${String(id).padStart(5, "0")}.jpg`), label - 1];
    });
    const place = { module: import.meta.url, name, root };
    return new Flowers102({ ...place, classes: flowerNames, samples }, options);
  }
}

async function numbersIn(path: string, key: string): Promise<number[]> {
  const value: MatValue | undefined = (await readMat(path)).get(key);
  if (value?.kind === "numbers") return Array.from(value.data, Number);
  throw badFile("Flowers102", path, `a row of numbers named ${key}`, value?.kind ?? "nothing");
}
