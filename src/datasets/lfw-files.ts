import { join } from "node:path";
import { checkChoice } from "../util/check.ts";
import { needFolder, refuseDownload } from "./fetch-files.ts";
import type { DownloadOption } from "./vision-dataset.ts";

/** Options of `LFWPeople.open` and `LFWPairs.open`. */
export interface LFWChoice extends DownloadOption {
  /** All in ten folds, or the two parts for development. Default: "10fold". */
  readonly split?: "10fold" | "train" | "test";
  /** How faces were brought in line. Default: "funneled". */
  readonly imageSet?: "original" | "funneled" | "deepfunneled";
}

const folders = {
  original: "lfw",
  funneled: "lfw_funneled",
  deepfunneled: "lfw-deepfunneled",
} as const;
const endings = { "10fold": "", train: "DevTrain", test: "DevTest" } as const;

/** The folder `root/lfw-py`, the list of the view and split in it, and where a picture is. */
export async function lfwFiles(
  who: string,
  root: string,
  view: "people" | "pairs",
  { split = "10fold", imageSet = "funneled", download }: LFWChoice,
) {
  checkChoice(who, "split", split, ["10fold", "train", "test"]);
  checkChoice(who, "imageSet", imageSet, ["original", "funneled", "deepfunneled"]);
  refuseDownload(who, download, "a copy of Labeled Faces in the Wild: its own site is gone");
  const folder = join(root, "lfw-py");
  const images = join(folder, folders[imageSet]);
  await needFolder(who, images, "check the root and imageSet; the set cannot be fetched any more");
  const list = join(folder, `${view}${endings[split]}.txt`);
  const picture = (person: string, number: number): string =>
    join(images, person, `${person}_${String(number).padStart(4, "0")}.jpg`);
  return { folder, list, picture, folds: split === "10fold" };
}
