import { join, sep } from "node:path";
import { VisionError } from "../util/errors.ts";
import { everySecond, type StatusStream, statusLine } from "../util/status-line.ts";
import { type FileTable, FileTableBuilder } from "./file-table.ts";
import { classFolders, type FolderFiles, filesByFolder } from "./image-files.ts";

/** What is taken from class folders. */
export interface ListingOptions {
  /** Suffixes in lower case. */
  readonly extensions?: readonly string[] | undefined;
  readonly isValidFile?: ((path: string) => boolean) | undefined;
  readonly allowEmpty?: boolean | undefined;
  /** The classes to look for, in the order of their labels. Default: all folders. */
  readonly classes?: readonly string[];
  /** What errors call the files. Default: "files". */
  readonly noun?: string;
}

/** Class folders and the files in them. */
export interface ClassListing {
  readonly classes: readonly string[];
  readonly samples: FileTable;
}

/** The files of one class. */
export interface ClassFiles {
  readonly label: number;
  /** Paths of folders, which end in a separator, with the names in them; in torchvision's order. */
  readonly groups: readonly FolderFiles[];
}

/**
 * Files in class folders, in torchvision's order: classes by name, files by folder and name. What
 * takes more than a second is counted on the terminal.
 * Throws NOT_FOUND for a missing root, a root without class folders and a class without files.
 */
export async function listClassFolders(
  who: string,
  root: string,
  options: ListingOptions,
  stream?: StatusStream,
): Promise<ClassListing> {
  const { extensions = [""], allowEmpty = false, noun = "files" } = options;
  const classes = options.classes ?? (await namesOfClasses(who, root));
  const table = new FileTableBuilder();
  const empty: string[] = [];
  const line = statusLine(stream);
  let label = 0;
  const ticks = everySecond(() =>
    line.show(`${who}: ${table.length} files in ${label} of ${classes.length} classes`),
  );
  try {
    for (; label < classes.length; label++) {
      const { groups } = await filesOfClass(who, root, { classes, label, options });
      if (groups.length === 0) empty.push(classes[label]!);
      for (const { folder, names } of groups) table.add(folder, names, label);
    }
  } finally {
    ticks.end();
    line.end();
  }
  if (empty.length > 0 && !allowEmpty) {
    const what = extensions[0] === "" ? "valid files" : `${noun} (${extensions.join(" ")})`;
    throw new VisionError({
      code: "NOT_FOUND",
      who,
      expected: `${what} in every class folder`,
      got: { empty },
      hint: `add ${noun}, remove these folders, or pass allowEmpty: true`,
      file: root,
    });
  }
  return { classes, samples: table.finish() };
}

/** The classes: the names of the folders in `root`, of which there must be one. */
export async function namesOfClasses(who: string, root: string): Promise<string[]> {
  const classes = await classFolders(who, root);
  if (classes.length > 0) return classes;
  throw new VisionError({
    code: "NOT_FOUND",
    who,
    expected: "a folder for each class",
    got: "no folder",
    hint: "put the images of each class into a folder of its own, named as the class",
    file: root,
  });
}

/** Lists the folder of one class. */
export async function filesOfClass(
  who: string,
  root: string,
  parts: {
    readonly classes: readonly string[];
    readonly label: number;
    readonly options: Pick<ListingOptions, "extensions" | "isValidFile">;
  },
): Promise<ClassFiles> {
  const { classes, label, options } = parts;
  const { extensions = [""], isValidFile } = options;
  const top = join(root, classes[label]!);
  const found = await filesByFolder(who, top, extensions);
  const groups = found.map(({ folder, names }) => {
    const path = join(top, folder, sep);
    const valid = isValidFile && names.filter((name) => isValidFile(path + name));
    return { folder: path, names: valid ?? names };
  });
  return { label, groups: groups.filter(({ names }) => names.length > 0) };
}
