import { join } from "node:path";
import type { Image } from "../sample/index.ts";
import { fetchFiles, type SetFile } from "./fetch-files.ts";
import { imageFiles } from "./image-files.ts";
import { type FilesOptions, LabelledFiles } from "./labelled-files.ts";
import { badFile, readLines } from "./read-text.ts";
import type { DownloadOption } from "./vision-dataset.ts";

/** Options of `SUN397.open`. */
export interface SUN397Options<X = Image, Y = number> extends FilesOptions<X, Y>, DownloadOption {}

const archive: SetFile = {
  file: "SUN397.tar.gz",
  urls: ["https://vision.princeton.edu/projects/2010/SUN/SUN397.tar.gz"],
  md5: "8ca2778205c41d23104230ba66911c7a",
  unpackTo: ".",
  gives: "SUN397",
};

/**
 * Scenes in 397 classes (Xiao and others 2010): torchvision's SUN397. Reads `root/SUN397/ClassName.txt`
 * and every `sun_*.jpg` below it, in Python's order of folders and names (torchvision takes the disk's).
 * A sample is `[image, label]`. Throws NOT_FOUND for missing files, INVALID_FILE for unknown folders.
 * @example const scenes = await SUN397.open("data", { download: true });
 */
export class SUN397<X = Image, Y = number> extends LabelledFiles<X, Y> {
  /** Lists the folder; images are read when their samples are. */
  static async open<X = Image, Y = number>(
    root: string,
    options: SUN397Options<X, Y> = {},
  ): Promise<SUN397<X, Y>> {
    const name = "SUN397";
    await fetchFiles(name, root, [archive], options.download);
    const folder = join(root, "SUN397");
    // "/a/abbey" -> "abbey"; "/a/apse/indoor" -> "apse/indoor"
    const lines = await readLines(name, join(folder, "ClassName.txt"));
    const classes = lines.map((line) => line.slice(3).trim());
    const label = new Map(classes.map((scene, i) => [scene, i]));
    const samples: [string, number][] = [];
    for (const file of await imageFiles(name, folder, [".jpg"])) {
      const parts = file.split("/");
      if (!parts.at(-1)!.startsWith("sun_")) continue;
      const place = label.get(parts.slice(1, -1).join("/"));
      const path = join(folder, file);
      if (place === undefined)
        throw badFile(name, path, "an image in the folder of a class in ClassName.txt", file);
      samples.push([path, place]);
    }
    return new SUN397({ module: import.meta.url, name, root, classes, samples }, options);
  }
}
