import { join } from "node:path";
import type { Image } from "../sample/index.ts";
import { checkChoice } from "../util/check.ts";
import { codePointOrder } from "./code-point-order.ts";
import { fetchFiles, type SetFile } from "./fetch-files.ts";
import { type FilesOptions, LabelledFiles } from "./labelled-files.ts";
import { badFile, readJson } from "./read-text.ts";
import type { DownloadOption } from "./vision-dataset.ts";

/** Options of `Food101.open`. */
export interface Food101Options<X = Image, Y = number> extends FilesOptions<X, Y>, DownloadOption {
  /** Default: "train". */
  readonly split?: "train" | "test";
}

const archive: SetFile = {
  file: "food-101.tar.gz",
  urls: ["https://data.vision.ee.ethz.ch/cvl/food-101.tar.gz"],
  md5: "85eeb15f3717b99a5da872d97d918f87",
  unpackTo: ".",
  gives: "food-101",
};

/**
 * Dishes in 101 classes (Bossard and others 2014): torchvision's Food101. Reads
 * `root/food-101/meta/<split>.json` and `images`. A sample is `[image, label]`.
 * Throws NOT_FOUND for missing files, INVALID_FILE for damaged ones.
 * @example const dishes = await Food101.open("data", { split: "test", download: true });
 */
export class Food101<X = Image, Y = number> extends LabelledFiles<X, Y> {
  /** Reads the list; images are read when their samples are. */
  static async open<X = Image, Y = number>(
    root: string,
    options: Food101Options<X, Y> = {},
  ): Promise<Food101<X, Y>> {
    const name = "Food101";
    const { split = "train", download } = options;
    checkChoice(name, "split", split, ["train", "test"]);
    await fetchFiles(name, root, [archive], download);
    const folder = join(root, "food-101");
    const list = join(folder, "meta", `${split}.json`);
    const meta = await readJson(name, list);
    if (!isLists(meta)) throw badFile(name, list, "lists of images by class", meta);
    const classes = Object.keys(meta).sort(codePointOrder);
    const label = new Map(classes.map((food, i) => [food, i]));
    const samples = Object.entries(meta).flatMap(([food, images]) =>
      images.map((image): [string, number] => [
        join(folder, "images", ...`${image}.jpg`.split("/")),
        label.get(food)!,
      ]),
    );
    return new Food101({ module: import.meta.url, name, root, classes, samples }, options);
  }
}

function isLists(value: unknown): value is Record<string, string[]> {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return false;
  const lists: unknown[] = Object.values(value);
  return lists.every(
    (list) => Array.isArray(list) && list.every((item) => typeof item === "string"),
  );
}
