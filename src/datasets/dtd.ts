import { join } from "node:path";
import type { Image } from "../sample/index.ts";
import { checkChoice, checkInteger } from "../util/check.ts";
import { codePointOrder } from "./code-point-order.ts";
import { fetchFiles, type SetFile } from "./fetch-files.ts";
import { type FilesOptions, LabelledFiles } from "./labelled-files.ts";
import { badLine, readLines } from "./read-text.ts";
import type { DownloadOption } from "./vision-dataset.ts";

/** Options of `DTD.open`. */
export interface DTDOptions<X = Image, Y = number> extends FilesOptions<X, Y>, DownloadOption {
  /** Default: "train". */
  readonly split?: "train" | "val" | "test";
  /** Which of the ten ways to split, from 1. Default: 1. */
  readonly partition?: number;
}

const archive: SetFile = {
  file: "dtd-r1.0.1.tar.gz",
  urls: ["https://www.robots.ox.ac.uk/~vgg/data/dtd/download/dtd-r1.0.1.tar.gz"],
  md5: "fff73e5086ae6bdbea199a49dfb8a4c1",
  unpackTo: ".",
  gives: "dtd",
};

/**
 * Describable textures in 47 classes (Cimpoi and others 2014): torchvision's DTD. Reads
 * `root/dtd/dtd/labels/<split><partition>.txt` and `images`. A sample is `[image, label]`.
 * Throws NOT_FOUND for missing files, INVALID_FILE for damaged ones.
 * @example const textures = await DTD.open("data", { split: "val", partition: 3, download: true });
 */
export class DTD<X = Image, Y = number> extends LabelledFiles<X, Y> {
  /** Reads the lists; images are read when their samples are. */
  static async open<X = Image, Y = number>(
    root: string,
    options: DTDOptions<X, Y> = {},
  ): Promise<DTD<X, Y>> {
    const { split = "train", partition = 1, download } = options;
    checkChoice("DTD", "split", split, ["train", "val", "test"]);
    checkInteger("DTD", "partition", partition, { low: 1, high: 10 });
    await fetchFiles("DTD", join(root, "dtd"), [archive], download);
    const folder = join(root, "dtd", "dtd");
    const list = join(folder, "labels", `${split}${partition}.txt`);
    const names = await readLines("DTD", list);
    const classOf = (name: string, i: number): string => {
      const match = /^([^/]+)\/[^/]+$/.exec(name);
      if (match === null) throw badLine("DTD", list, i + 1, "class/image.jpg", name);
      return match[1]!;
    };
    const found = names.map(classOf);
    const classes = [...new Set(found)].sort(codePointOrder);
    const label = new Map(classes.map((name, i) => [name, i]));
    const samples = names.map((name, i): [string, number] => [
      join(folder, "images", ...name.split("/")),
      label.get(found[i]!)!,
    ]);
    return new DTD({ module: import.meta.url, name: "DTD", root, classes, samples }, options);
  }
}
