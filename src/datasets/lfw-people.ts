import { join } from "node:path";
import type { Image } from "../sample/index.ts";
import { type FilesOptions, LabelledFiles } from "./labelled-files.ts";
import { type LFWChoice, lfwFiles } from "./lfw-files.ts";
import { badLine, readLines, wholeNumber } from "./read-text.ts";

/** Options of `LFWPeople.open`. */
export interface LFWPeopleOptions<X = Image, Y = number> extends FilesOptions<X, Y>, LFWChoice {}

const name = "LFWPeople";

/**
 * Labelled faces in the wild, one by one (Huang and others 2007): torchvision's LFWPeople. Reads
 * `root/lfw-py`: `people<DevTrain|DevTest>.txt`, `lfw-names.txt` and the folder of the image set. A
 * sample is `[image, label]`. Throws NOT_FOUND for missing files, INVALID_FILE for damaged ones.
 * @example const faces = await LFWPeople.open("data", { split: "test" });
 */
export class LFWPeople<X = Image, Y = number> extends LabelledFiles<X, Y> {
  /** Reads the lists; images are read when their samples are. */
  static async open<X = Image, Y = number>(
    root: string,
    options: LFWPeopleOptions<X, Y> = {},
  ): Promise<LFWPeople<X, Y>> {
    const { folder, list, picture, folds } = await lfwFiles(name, root, "people", options);
    const known = await readLines(name, join(folder, "lfw-names.txt"));
    const classes = known.map((line) => line.trim().split(/\s+/)[0]!);
    const label = new Map(classes.map((person, i) => [person, i]));
    const lines = await readLines(name, list);
    const samples: [string, number][] = [];
    let at = 0;
    const count = (what: string): number => {
      const number = wholeNumber(lines[at]?.trim());
      if (number !== undefined) return at++ < lines.length ? number : 0;
      throw badLine(name, list, at + 1, what, lines[at]);
    };
    const rounds = folds ? count("the number of folds") : 1;
    for (let fold = 0; fold < rounds; fold++)
      for (let left = count("the number of people"); left > 0; left--, at++) {
        const [person = "", pictures] = (lines[at] ?? "").trim().split("\t");
        const [place, number] = [label.get(person), wholeNumber(pictures)];
        if (place === undefined || number === undefined)
          throw badLine(name, list, at + 1, "a person of lfw-names.txt and a number", lines[at]);
        for (let i = 1; i <= number; i++) samples.push([picture(person, i), place]);
      }
    return new LFWPeople({ module: import.meta.url, name, root, classes, samples }, options);
  }
}
