import { join } from "node:path";
import type { Image } from "../sample/index.ts";
import { checkChoice } from "../util/check.ts";
import { fetchFiles, needFolder } from "./fetch-files.ts";
import { readLines } from "./read-text.ts";
import type { DownloadOption, VisionOptions } from "./vision-dataset.ts";

const years = ["2007", "2008", "2009", "2010", "2011", "2012"] as const;

/** Options of `VOCSegmentation.open` and `VOCDetection.open`. */
export interface VOCOptions<X = Image, Y = unknown, T = unknown>
  extends VisionOptions<X, Y, T>,
    DownloadOption {
  /** Default: "2012". */
  readonly year?: (typeof years)[number];
  /** "test" is there for 2007 only. Default: "train". */
  readonly imageSet?: "train" | "trainval" | "val" | "test";
}

const base = "https://host.robots.ox.ac.uk/pascal/VOC";
const archives = {
  "2012": ["voc2012/VOCtrainval_11-May-2012.tar", "6cd6e144f989b92b3379bac3b3de84fd"],
  "2011": ["voc2011/VOCtrainval_25-May-2011.tar", "6c3384ef61512963050cb5d687e5bf1e"],
  "2010": ["voc2010/VOCtrainval_03-May-2010.tar", "da459979d0c395079b5c75ee67908abb"],
  "2009": ["voc2009/VOCtrainval_11-May-2009.tar", "a3e00b113cfcfebf17e343f59da3caa1"],
  "2008": ["voc2008/VOCtrainval_14-Jul-2008.tar", "2629fa636546599198acfcfbfcf1904a"],
  "2007": ["voc2007/VOCtrainval_06-Nov-2007.tar", "c52e279531787c972589f7e41ab4ae64"],
  "2007-test": ["voc2007/VOCtest_06-Nov-2007.tar", "b6e924de25625d8de591ea690078ad9f"],
} as const;

/** The classes of Pascal VOC; 0 is the background, as in its class maps. */
export const vocClasses: readonly string[] = [
  "__background__",
  "aeroplane",
  "bicycle",
  "bird",
  "boat",
  "bottle",
  "bus",
  "car",
  "cat",
  "chair",
  "cow",
  "diningtable",
  "dog",
  "horse",
  "motorbike",
  "person",
  "pottedplant",
  "sheep",
  "sofa",
  "train",
  "tvmonitor",
];

/** The pictures and targets of an image set, fetched first if that was asked for. */
export async function vocFiles(
  who: string,
  root: string,
  target: { lists: string; folder: string; ending: string },
  { year = "2012", imageSet = "train", download }: VOCOptions<never, never, never>,
): Promise<{ images: string[]; targets: string[] }> {
  checkChoice(who, "year", year, years);
  const sets = ["train", "trainval", "val", ...(year === "2007" ? (["test"] as const) : [])];
  checkChoice(who, "imageSet", imageSet, sets as ("train" | "trainval" | "val" | "test")[]);
  const [path, md5] = archives[imageSet === "test" ? "2007-test" : year];
  const folder = join(...(year === "2011" ? ["TrainVal"] : []), "VOCdevkit", `VOC${year}`);
  // Of 2007 the two archives share their folders: their lists tell them apart.
  const gives = join(folder, "ImageSets", target.lists, `${imageSet}.txt`);
  const file = { file: path.slice(path.indexOf("/") + 1), urls: [`${base}/${path}`], md5 };
  await fetchFiles(who, root, [{ ...file, unpackTo: ".", gives }], download);
  await needFolder(who, join(root, folder));
  const names = (await readLines(who, join(root, gives))).map((line) => line.trim());
  const inside = (part: string, ending: string) =>
    names.map((name) => join(root, folder, part, name + ending));
  return {
    images: inside("JPEGImages", ".jpg"),
    targets: inside(target.folder, target.ending),
  };
}
