import type { Image } from "../sample/index.ts";
import { type FileList, type FilesOptions, LabelledFiles } from "./labelled-files.ts";

/** Files in folders named by WordNet id, and the words of each id. */
export interface WordNetList extends Pick<FileList, "module" | "name" | "root" | "samples"> {
  /** The ids, in the order of the labels. */
  readonly wnids: readonly string[];
  /** The words of each id. */
  readonly words: readonly (readonly string[])[];
}

/**
 * Image files whose classes are WordNet ids, as ImageNet's: `classes` are each id's words joined by ", ";
 * `classToIdx` knows every single word.
 */
export abstract class WordNetFiles<X = Image, Y = number> extends LabelledFiles<X, Y> {
  /** The classes' WordNet ids. */
  readonly wnids: readonly string[];
  readonly wnidToIdx: ReadonlyMap<string, number>;

  constructor({ wnids, words, ...list }: WordNetList, options: FilesOptions<X, Y>) {
    const classes = words.map((synonyms) => synonyms.join(", "));
    const classToIdx = new Map(
      words.flatMap((synonyms, i) => synonyms.map((word): [string, number] => [word, i])),
    );
    super({ ...list, classes, classToIdx }, options);
    this.wnids = wnids;
    this.wnidToIdx = new Map(wnids.map((wnid, i) => [wnid, i]));
  }
}
