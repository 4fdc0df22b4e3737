import { join } from "node:path";
import { readMat } from "../io/index.ts";
import type { Image } from "../sample/index.ts";
import { checkChoice } from "../util/check.ts";
import { refuseDownload } from "./fetch-files.ts";
import type { LabelledPaths } from "./file-table.ts";
import { type FilesOptions, LabelledFiles } from "./labelled-files.ts";
import { badFile } from "./read-text.ts";
import type { DownloadOption } from "./vision-dataset.ts";

/** Options of `StanfordCars.open`. */
export interface StanfordCarsOptions<X = Image, Y = number>
  extends FilesOptions<X, Y>,
    DownloadOption {
  /** Default: "train". */
  readonly split?: "train" | "test";
}

const name = "StanfordCars";

/**
 * Cars in 196 classes (Krause and others 2013): torchvision's StanfordCars. Reads `root/stanford_cars`:
 * `devkit/cars_meta.mat`, `devkit/cars_train_annos.mat` and `cars_train`, or
 * `cars_test_annos_withlabels.mat` and `cars_test`. Its own site is gone, so it cannot be fetched.
 * A sample is `[image, label]`. Throws NOT_FOUND for missing files, INVALID_FILE for damaged ones.
 * @example const cars = await StanfordCars.open("data", { split: "test" });
 */
export class StanfordCars<X = Image, Y = number> extends LabelledFiles<X, Y> {
  /** Reads the lists; images are read when their samples are. */
  static async open<X = Image, Y = number>(
    root: string,
    options: StanfordCarsOptions<X, Y> = {},
  ): Promise<StanfordCars<X, Y>> {
    const { split = "train", download } = options;
    checkChoice(name, "split", split, ["train", "test"]);
    refuseDownload(name, download, "a copy of the data set, as the original addresses are gone");
    const folder = join(root, "stanford_cars");
    const list =
      split === "train"
        ? join(folder, "devkit", "cars_train_annos.mat")
        : join(folder, "cars_test_annos_withlabels.mat");
    const classes = await readNames(join(folder, "devkit", "cars_meta.mat"));
    const samples = await readSamples(list, join(folder, `cars_${split}`), classes.length);
    return new StanfordCars({ module: import.meta.url, name, root, classes, samples }, options);
  }
}

async function readNames(path: string): Promise<string[]> {
  const names = (await readMat(path)).get("class_names");
  if (names?.kind === "cell")
    return names.items.map((item) => {
      if (item.kind === "text") return item.text;
      throw badFile(name, path, "names of classes as text", item.kind);
    });
  throw badFile(name, path, "a cell array class_names", names?.kind ?? "nothing");
}

async function readSamples(path: string, images: string, classes: number): Promise<LabelledPaths> {
  const cars = (await readMat(path)).get("annotations");
  const [files, labels] =
    cars?.kind === "struct" ? [cars.fields.get("fname"), cars.fields.get("class")] : [];
  if (files === undefined || labels === undefined)
    throw badFile(name, path, "structures with fname and class", cars?.kind ?? "nothing");
  return files.map((file, i) => {
    const label = labels[i];
    const number = label?.kind === "numbers" ? Number(label.data[0]) : 0;
    if (file.kind !== "text" || !(number >= 1 && number <= classes))
      throw badFile(name, path, `a file and a class 1 to ${classes} of car ${i}`, number);
    return [join(images, file.text), number - 1];
  });
}
