import { join } from "node:path";
import { VisionError } from "../util/errors.ts";
import { classFolders, imageFiles } from "./image-files.ts";
import type { LabelledPaths } from "./labelled-files.ts";

/** What is taken from class folders. */
export interface ListingOptions {
  /** Suffixes in lower case. */
  readonly extensions?: readonly string[] | undefined;
  readonly isValidFile?: ((path: string) => boolean) | undefined;
  readonly allowEmpty?: boolean | undefined;
  /** The classes to look for, in the order of their labels. Default: all folders. */
  readonly classes?: readonly string[];
}

/**
 * Files in class folders, in torchvision's order: classes by name, files by folder and name.
 * Throws NOT_FOUND for a missing root, a root without class folders and a class without files.
 */
export async function listClassFolders(
  who: string,
  root: string,
  options: ListingOptions,
): Promise<{ classes: readonly string[]; samples: LabelledPaths }> {
  const { extensions = [""], isValidFile, allowEmpty = false } = options;
  const classes = options.classes ?? (await classFolders(who, root));
  if (classes.length === 0) throw nothing(who, root, "a folder for each class", "no folder");
  const samples: [string, number][] = [];
  const empty: string[] = [];
  for (const [label, name] of classes.entries()) {
    const found = (await imageFiles(who, join(root, name), extensions))
      .map((file) => join(root, name, file))
      .filter((path) => isValidFile?.(path) ?? true);
    if (found.length === 0) empty.push(name);
    for (const path of found) samples.push([path, label]);
  }
  if (empty.length > 0 && !allowEmpty) {
    const what = extensions[0] === "" ? "valid files" : `files (${extensions.join(" ")})`;
    throw nothing(who, root, `${what} in every class folder`, { empty });
  }
  return { classes, samples };
}

function nothing(who: string, file: string, expected: string, got: unknown): VisionError {
  const hint = "put the files of each class into a folder of its own, named as the class";
  return new VisionError({ code: "NOT_FOUND", who, expected, got, hint, file });
}
