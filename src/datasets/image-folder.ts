import type { Image } from "../sample/index.ts";
import { expected } from "../util/errors.ts";
import { listClassFolders } from "./class-listing.ts";
import { imageExtensions } from "./image-files.ts";
import { type FilesOptions, LabelledFiles } from "./labelled-files.ts";

/** Options of `ImageFolder.open`. */
export interface ImageFolderOptions<X = Image, Y = number> extends FilesOptions<X, Y> {
  /** Suffixes of the files to take, in any case. Default: torchvision's nine. */
  readonly extensions?: readonly string[] | undefined;
  /** Says which files to take, by their paths, in place of suffixes. */
  readonly isValidFile?: ((path: string) => boolean) | undefined;
  /** Keeps class folders without images, each with its index. Default: false, they are an error. */
  readonly allowEmpty?: boolean | undefined;
}

/**
 * Images in class folders, `root/dog/1.png`, `root/cat/more/2.jpg`: torchvision's ImageFolder.
 * Classes are the folders' names in Python's order; samples are sorted by class, folder and name.
 * A sample is `[image, label]` after the transforms. Links are followed, each folder once.
 * Throws NOT_FOUND for a missing root, a root without class folders and a class without images, INVALID_ARGUMENT for
 * both `extensions` and `isValidFile`.
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
    const { isValidFile, allowEmpty } = options;
    if (options.extensions !== undefined && isValidFile !== undefined)
      throw expected("ImageFolder", "extensions or isValidFile", options, "pass one of them");
    const suffixes = checkExtensions(options.extensions ?? imageExtensions);
    const extensions = isValidFile === undefined ? suffixes : undefined;
    const choice = { extensions, isValidFile, allowEmpty, noun: "images" };
    const listed = await listClassFolders("ImageFolder", root, choice);
    return new ImageFolder(
      { module: import.meta.url, name: "ImageFolder", root, ...listed },
      options,
    );
  }
}

/** Suffixes in lower case; refuses what is none. */
export function checkExtensions(extensions: readonly string[]): string[] {
  if (extensions.length > 0 && extensions.every((extension) => /^\.[^/]+$/.test(extension)))
    return extensions.map((extension) => extension.toLowerCase());
  throw expected(
    "ImageFolder",
    "extensions that start with a dot",
    extensions,
    'pass, for example, [".png", ".jpg"]',
  );
}
