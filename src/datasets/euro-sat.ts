import { join } from "node:path";
import type { Image } from "../sample/index.ts";
import { listClassFolders } from "./class-listing.ts";
import { fetchFiles, needFolder, type SetFile } from "./fetch-files.ts";
import { imageExtensions } from "./image-files.ts";
import { type FilesOptions, LabelledFiles } from "./labelled-files.ts";
import type { DownloadOption } from "./vision-dataset.ts";

/** Options of `EuroSAT.open`. */
export interface EuroSATOptions<X = Image, Y = number> extends FilesOptions<X, Y>, DownloadOption {}

const archive: SetFile = {
  file: "EuroSAT.zip",
  urls: [
    "https://huggingface.co/datasets/torchgeo/eurosat/resolve/c877bcd43f099cd0196738f714544e355477f3fd/EuroSAT.zip",
  ],
  md5: "c8fa014336c82ac7804f0398fcb19387",
  unpackTo: ".",
  gives: "2750",
};

/**
 * Satellite pictures of land in 10 classes, 64 x 64 (Helber and others 2019): torchvision's EuroSAT.
 * Reads class folders in `root/eurosat/2750`; there are no splits. A sample is `[image, label]`.
 * Throws NOT_FOUND for missing folders.
 * @example const land = await EuroSAT.open("data", { download: true });
 */
export class EuroSAT<X = Image, Y = number> extends LabelledFiles<X, Y> {
  /** Lists the folders; images are read when their samples are. */
  static async open<X = Image, Y = number>(
    root: string,
    options: EuroSATOptions<X, Y> = {},
  ): Promise<EuroSAT<X, Y>> {
    const folder = join(root, "eurosat");
    await fetchFiles("EuroSAT", folder, [archive], options.download);
    await needFolder("EuroSAT", join(folder, "2750"));
    const choice = { extensions: imageExtensions };
    const listing = await listClassFolders("EuroSAT", join(folder, "2750"), choice);
    return new EuroSAT({ module: import.meta.url, name: "EuroSAT", root, ...listing }, options);
  }
}
