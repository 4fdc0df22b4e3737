import { join } from "node:path";
import type { Image } from "../sample/index.ts";
import { checkChoice } from "../util/check.ts";
import { listClassFolders } from "./class-listing.ts";
import { fetchFiles, needFolder, type SetFile } from "./fetch-files.ts";
import { imageExtensions } from "./image-files.ts";
import { type FilesOptions, LabelledFiles } from "./labelled-files.ts";
import type { DownloadOption } from "./vision-dataset.ts";

/** Options of `Country211.open`. */
export interface Country211Options<X = Image, Y = number>
  extends FilesOptions<X, Y>,
    DownloadOption {
  /** Default: "train". */
  readonly split?: "train" | "valid" | "test";
}

const archive: SetFile = {
  file: "country211.tgz",
  urls: ["https://openaipublic.azureedge.net/clip/data/country211.tgz"],
  md5: "84988d7644798601126c29e9877aab6a",
  unpackTo: ".",
  gives: "country211",
};

/**
 * Photos from 211 countries (Radford and others 2021): torchvision's Country211. Reads class folders
 * in `root/country211/<split>`. A sample is `[image, label]`. Throws NOT_FOUND for missing folders.
 * @example const countries = await Country211.open("data", { split: "valid", download: true });
 */
export class Country211<X = Image, Y = number> extends LabelledFiles<X, Y> {
  /** Lists the folders; images are read when their samples are. */
  static async open<X = Image, Y = number>(
    root: string,
    options: Country211Options<X, Y> = {},
  ): Promise<Country211<X, Y>> {
    const name = "Country211";
    const { split = "train", download } = options;
    checkChoice(name, "split", split, ["train", "valid", "test"]);
    await fetchFiles(name, root, [archive], download);
    await needFolder(name, join(root, "country211", split));
    const choice = { extensions: imageExtensions };
    const listing = await listClassFolders(name, join(root, "country211", split), choice);
    return new Country211({ module: import.meta.url, name, root, ...listing }, options);
  }
}
