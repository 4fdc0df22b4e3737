import { join } from "node:path";
import type { Image } from "../sample/index.ts";
import { checkChoice } from "../util/check.ts";
import { listClassFolders } from "./class-listing.ts";
import { fetchFiles, needFolder, type SetFile } from "./fetch-files.ts";
import type { LabelledPaths } from "./file-table.ts";
import { type FilesOptions, LabelledFiles } from "./labelled-files.ts";
import { badLine, readLines, wholeNumber } from "./read-text.ts";
import type { DownloadOption } from "./vision-dataset.ts";

/** Options of `GTSRB.open`. */
export interface GTSRBOptions<X = Image, Y = number> extends FilesOptions<X, Y>, DownloadOption {
  /** Default: "train". */
  readonly split?: "train" | "test";
}

const base = "https://sid.erda.dk/public/archives/daaeac0d7ce1152aea9b61d9f1e19370";
const file = (name: string, md5: string, gives: string): SetFile => {
  return { file: name, urls: [`${base}/${name}`], md5, unpackTo: ".", gives };
};
const archives = {
  train: [file("GTSRB-Training_fixed.zip", "513f3c79a4c5141765e10e952eaa2478", "GTSRB/Training")],
  test: [
    file(
      "GTSRB_Final_Test_Images.zip",
      "c7e4e6327067d32654124b0fe9e82185",
      "GTSRB/Final_Test/Images",
    ),
    file("GTSRB_Final_Test_GT.zip", "fe31e9c9270bbcd7b84b7f21a9d9d9e5", "GT-final_test.csv"),
  ],
};

const classCount = 43;

/**
 * German traffic signs in 43 classes (Stallkamp and others 2011): torchvision's GTSRB. Reads class
 * folders of .ppm files in `root/gtsrb/GTSRB/Training`, or `Final_Test/Images` with their labels in
 * `root/gtsrb/GT-final_test.csv`. Classes are the folders' names, "00000" to "00042".
 * A sample is `[image, label]`. Throws NOT_FOUND for missing files, INVALID_FILE for damaged ones.
 * @example const signs = await GTSRB.open("data", { split: "test", download: true });
 */
export class GTSRB<X = Image, Y = number> extends LabelledFiles<X, Y> {
  /** Lists the files; images are read when their samples are. */
  static async open<X = Image, Y = number>(
    root: string,
    options: GTSRBOptions<X, Y> = {},
  ): Promise<GTSRB<X, Y>> {
    const name = "GTSRB";
    const { split = "train", download } = options;
    checkChoice(name, "split", split, ["train", "test"]);
    const folder = join(root, "gtsrb");
    await fetchFiles(name, folder, archives[split], download);
    const place = { module: import.meta.url, name, root };
    if (split === "train") {
      const training = join(folder, "GTSRB", "Training");
      await needFolder(name, training);
      const listing = await listClassFolders(name, training, { extensions: [".ppm"] });
      return new GTSRB({ ...place, ...listing }, options);
    }
    const classes = Array.from({ length: classCount }, (_, i) => String(i).padStart(5, "0"));
    const samples = await readAnswers(folder);
    return new GTSRB({ ...place, classes, samples }, options);
  }
}

async function readAnswers(folder: string): Promise<LabelledPaths> {
  const list = join(folder, "GT-final_test.csv");
  const [head = "", ...rows] = await readLines("GTSRB", list);
  const columns = head.split(";").map((column) => column.trim());
  const [fileColumn, classColumn] = [columns.indexOf("Filename"), columns.indexOf("ClassId")];
  if (fileColumn < 0 || classColumn < 0)
    throw badLine("GTSRB", list, 1, "the columns Filename and ClassId", head);
  return rows.map((row, i) => {
    const fields = row.split(";").map((field) => field.trim());
    const [image, label] = [fields[fileColumn], wholeNumber(fields[classColumn])];
    if (!image || label === undefined || label < 0 || label >= classCount)
      throw badLine("GTSRB", list, i + 2, `a file and a class below ${classCount}`, row);
    return [join(folder, "GTSRB", "Final_Test", "Images", image), label];
  });
}
