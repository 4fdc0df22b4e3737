import { join } from "node:path";
import type { Image } from "../sample/index.ts";
import { listClassFolders } from "./class-listing.ts";
import { fetchFiles, needFolder, type SetFile } from "./fetch-files.ts";
import { type FilesOptions, LabelledFiles } from "./labelled-files.ts";
import type { DownloadOption } from "./vision-dataset.ts";

/** Options of `Caltech256.open`. */
export interface Caltech256Options<X = Image, Y = number>
  extends FilesOptions<X, Y>,
    DownloadOption {}

const archive: SetFile = {
  file: "256_ObjectCategories.tar",
  urls: ["https://data.caltech.edu/records/nyy15-4j048/files/256_ObjectCategories.tar"],
  md5: "67b4f42ca05d46448c6bb8ecd2220f6d",
  unpackTo: ".",
  gives: "256_ObjectCategories",
};

/**
 * Objects in 256 classes and clutter (Griffin and others 2007): torchvision's Caltech256. Reads class
 * folders in `root/caltech256/256_ObjectCategories`, files in .jpg. A sample is `[image, label]`; grey
 * pictures stay grey, as in torchvision, unless `decode` says otherwise.
 * Throws NOT_FOUND for missing folders.
 * @example const objects = await Caltech256.open("data", { decode: { mode: "rgb" } });
 */
export class Caltech256<X = Image, Y = number> extends LabelledFiles<X, Y> {
  /** Lists the folders; images are read when their samples are. */
  static async open<X = Image, Y = number>(
    root: string,
    options: Caltech256Options<X, Y> = {},
  ): Promise<Caltech256<X, Y>> {
    const name = "Caltech256";
    const folder = join(root, "caltech256");
    await fetchFiles(name, folder, [archive], options.download);
    const objects = join(folder, "256_ObjectCategories");
    await needFolder(name, objects);
    const listing = await listClassFolders(name, objects, { extensions: [".jpg"] });
    const place = { module: import.meta.url, name, root };
    return new Caltech256({ ...place, ...listing }, { decode: { mode: "unchanged" }, ...options });
  }
}
