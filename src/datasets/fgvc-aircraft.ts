import { join } from "node:path";
import type { Image } from "../sample/index.ts";
import { checkChoice } from "../util/check.ts";
import { fetchFiles, type SetFile } from "./fetch-files.ts";
import { type FilesOptions, LabelledFiles } from "./labelled-files.ts";
import { badLine, readLines } from "./read-text.ts";
import type { DownloadOption } from "./vision-dataset.ts";

/** Options of `FGVCAircraft.open`. */
export interface FGVCAircraftOptions<X = Image, Y = number>
  extends FilesOptions<X, Y>,
    DownloadOption {
  /** Default: "trainval". */
  readonly split?: "train" | "val" | "trainval" | "test";
  /** How fine the classes are: 100, 70 or 30 of them. Default: "variant". */
  readonly annotationLevel?: "variant" | "family" | "manufacturer";
}

// torchvision knows no digest of it either.
const archive: SetFile = {
  file: "fgvc-aircraft-2013b.tar.gz",
  urls: ["https://www.robots.ox.ac.uk/~vgg/data/fgvc-aircraft/archives/fgvc-aircraft-2013b.tar.gz"],
  unpackTo: ".",
  gives: "fgvc-aircraft-2013b",
};

const lists = { variant: "variants", family: "families", manufacturer: "manufacturers" } as const;

/**
 * Aircraft by variant, family or manufacturer (Maji and others 2013): torchvision's FGVCAircraft. Reads
 * `root/fgvc-aircraft-2013b/data`: `variants.txt` and its like, `images_<level>_<split>.txt`, `images`.
 * A sample is `[image, label]`. Throws NOT_FOUND for missing files, INVALID_FILE for damaged ones.
 * @example const planes = await FGVCAircraft.open("data", { annotationLevel: "family" });
 */
export class FGVCAircraft<X = Image, Y = number> extends LabelledFiles<X, Y> {
  /** Reads the lists; images are read when their samples are. */
  static async open<X = Image, Y = number>(
    root: string,
    options: FGVCAircraftOptions<X, Y> = {},
  ): Promise<FGVCAircraft<X, Y>> {
    const name = "FGVCAircraft";
    const { split = "trainval", annotationLevel = "variant", download } = options;
    checkChoice(name, "split", split, ["train", "val", "trainval", "test"]);
    checkChoice(name, "annotationLevel", annotationLevel, ["variant", "family", "manufacturer"]);
    await fetchFiles(name, root, [archive], download);
    const folder = join(root, "fgvc-aircraft-2013b", "data");
    const found = await readLines(name, join(folder, `${lists[annotationLevel]}.txt`));
    const classes = found.map((line) => line.trim());
    const label = new Map(classes.map((craft, i) => [craft, i]));
    const list = join(folder, `images_${annotationLevel}_${split}.txt`);
    const samples = (await readLines(name, list)).map((line, i): [string, number] => {
      const [image, ...craft] = line.trim().split(" ");
      const place = label.get(craft.join(" "));
      if (place === undefined) throw badLine(name, list, i + 1, "an image and a class", line);
      return [join(folder, "images", `${image}.jpg`), place];
    });
    return new FGVCAircraft({ module: import.meta.url, name, root, classes, samples }, options);
  }
}
