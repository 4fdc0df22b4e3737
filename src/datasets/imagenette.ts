import { join } from "node:path";
import type { Image } from "../sample/index.ts";
import { checkChoice } from "../util/check.ts";
import { VisionError } from "../util/errors.ts";
import { listClassFolders } from "./class-listing.ts";
import { fetchFiles, needFolder } from "./fetch-files.ts";
import type { FilesOptions } from "./labelled-files.ts";
import type { DownloadOption } from "./vision-dataset.ts";
import { WordNetFiles } from "./word-net-files.ts";

/** Options of `Imagenette.open`. */
export interface ImagenetteOptions<X = Image, Y = number>
  extends FilesOptions<X, Y>,
    DownloadOption {
  /** Default: "train". */
  readonly split?: "train" | "val";
  /** The images' shorter side; "full" is as in ImageNet. Default: "full". */
  readonly size?: "full" | "320px" | "160px";
}

const base = "https://s3.amazonaws.com/fast-ai-imageclas";
const archives = {
  full: ["imagenette2", "fe2fc210e6bb7c5664d602c3cd71e612"],
  "320px": ["imagenette2-320", "3df6f0d01a2c9592104656642f5e78a3"],
  "160px": ["imagenette2-160", "e793b78cc4c9e9a4ccc0c1155377a412"],
} as const;

// ImageNet's names of these ten synsets.
const names: Readonly<Record<string, readonly string[]>> = {
  n01440764: ["tench", "Tinca tinca"],
  n02102040: ["English springer", "English springer spaniel"],
  n02979186: ["cassette player"],
  n03000684: ["chain saw", "chainsaw"],
  n03028079: ["church", "church building"],
  n03394916: ["French horn", "horn"],
  n03417042: ["garbage truck", "dustcart"],
  n03425413: ["gas pump", "gasoline pump", "petrol pump", "island dispenser"],
  n03445777: ["golf ball"],
  n03888257: ["parachute", "chute"],
};

/**
 * Ten easy classes of ImageNet (Howard 2019): torchvision's Imagenette. Reads class folders named by
 * WordNet id in `root/imagenette2<-size>/<split>`, files in .jpeg. A sample is `[image, label]`.
 * `classes` are the names joined by ", "; `classToIdx` knows every single one.
 * Throws NOT_FOUND for missing folders, INVALID_FILE for a folder of another class.
 * @example const ten = await Imagenette.open("data", { size: "160px", download: true });
 */
export class Imagenette<X = Image, Y = number> extends WordNetFiles<X, Y> {
  /** Lists the folders; images are read when their samples are. */
  static async open<X = Image, Y = number>(
    root: string,
    options: ImagenetteOptions<X, Y> = {},
  ): Promise<Imagenette<X, Y>> {
    const name = "Imagenette";
    const { split = "train", size = "full", download } = options;
    checkChoice(name, "split", split, ["train", "val"]);
    checkChoice(name, "size", size, ["full", "320px", "160px"]);
    const [stem, md5] = archives[size];
    const file = { file: `${stem}.tgz`, urls: [`${base}/${stem}.tgz`], md5 };
    await fetchFiles(name, root, [{ ...file, unpackTo: ".", gives: stem }], download);
    const folder = join(root, stem, split);
    await needFolder(name, folder);
    const listing = await listClassFolders(name, folder, { extensions: [".jpeg"] });
    const { classes: wnids, samples } = listing;
    const words = wnids.map((wnid) => names[wnid] ?? unknown(folder, wnid));
    return new Imagenette({ module: import.meta.url, name, root, samples, wnids, words }, options);
  }
}

function unknown(file: string, got: string): never {
  throw new VisionError({
    code: "INVALID_FILE",
    who: "Imagenette",
    expected: `folders named ${Object.keys(names).join(", ")}`,
    got,
    hint: "use ImageFolder for class folders of your own",
    file,
  });
}
