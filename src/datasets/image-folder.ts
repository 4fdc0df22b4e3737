import { join } from "node:path";
import type { DecodeOptions } from "../io/index.ts";
import type { Image } from "../sample/index.ts";
import { expected, VisionError } from "../util/errors.ts";
import type { LabelledOptions } from "./dataset.ts";
import { classFolders, imageExtensions, imageFiles } from "./image-files.ts";
import { LabelledFiles, type LabelledPaths } from "./labelled-files.ts";

/** Options of `ImageFolder.open`. */
export interface ImageFolderOptions<X = Image, Y = number> extends LabelledOptions<X, Y> {
  /** Suffixes of the files to take, in any case. Default: torchvision's nine. */
  readonly extensions?: readonly string[];
  /** Keeps class folders without images, each with its index. Default: false, they are an error. */
  readonly allowEmpty?: boolean;
  /** How files are decoded: see `readImage`. Default: RGB. */
  readonly decode?: Omit<DecodeOptions, "file">;
}

/**
 * Images in class folders, `root/dog/1.png`, `root/cat/more/2.jpg`: torchvision's ImageFolder.
 * Classes are the folders' names in Python's order; samples are sorted by class, folder and name.
 * A sample is `[image, label]` after the transforms. Links are followed, each folder once.
 * Throws NOT_FOUND for a missing root, a root without class folders and a class without images.
 * @example
 * const photos = await ImageFolder.open("fixtures/folder");
 * const [image, label] = await photos.get(0);
 * console.log(photos.classes[label], image.size);
 */
export class ImageFolder<X = Image, Y = number> extends LabelledFiles<X, Y> {
  /** Lists the folder; files are read when their samples are. */
  static async open<X = Image, Y = number>(
    root: string,
    options: ImageFolderOptions<X, Y> = {},
  ): Promise<ImageFolder<X, Y>> {
    const extensions = checkExtensions(options.extensions ?? imageExtensions);
    const listed = await list(root, extensions, options.allowEmpty ?? false);
    return new ImageFolder(
      { module: import.meta.url, name: "ImageFolder", root, ...listed },
      options,
    );
  }
}

interface Listing {
  readonly classes: readonly string[];
  readonly samples: LabelledPaths;
}

async function list(
  root: string,
  extensions: readonly string[],
  allowEmpty: boolean,
): Promise<Listing> {
  const classes = await classFolders("ImageFolder", root);
  if (classes.length === 0) throw noClasses(root);
  const samples: [string, number][] = [];
  const empty: string[] = [];
  for (const [label, name] of classes.entries()) {
    const files = await imageFiles("ImageFolder", join(root, name), extensions);
    if (files.length === 0) empty.push(name);
    for (const file of files) samples.push([join(root, name, file), label]);
  }
  if (empty.length > 0 && !allowEmpty) throw emptyClasses(root, empty, extensions);
  return { classes, samples };
}

function noClasses(root: string): VisionError {
  return new VisionError({
    code: "NOT_FOUND",
    who: "ImageFolder",
    expected: "a folder for each class",
    got: "no folder",
    hint: "put the images of each class into a folder of its own, named as the class",
    file: root,
  });
}

function emptyClasses(root: string, empty: readonly string[], extensions: readonly string[]) {
  return new VisionError({
    code: "NOT_FOUND",
    who: "ImageFolder",
    expected: `images (${extensions.join(" ")}) in every class folder`,
    got: { empty },
    hint: "add images, remove these folders, or pass allowEmpty: true",
    file: root,
  });
}

function checkExtensions(extensions: readonly string[]): string[] {
  if (extensions.length > 0 && extensions.every((extension) => /^\.[^/]+$/.test(extension)))
    return extensions.map((extension) => extension.toLowerCase());
  throw expected(
    "ImageFolder",
    "extensions that start with a dot",
    extensions,
    'pass, for example, [".png", ".jpg"]',
  );
}
