import type { DecodeOptions } from "../io/index.ts";
import type { Image } from "../sample/index.ts";
import { expected } from "../util/errors.ts";
import { listClassFolders } from "./class-listing.ts";
import type { LabelledOptions } from "./dataset.ts";
import { imageExtensions } from "./image-files.ts";
import { LabelledFiles } from "./labelled-files.ts";

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
    const choice = { extensions, allowEmpty: options.allowEmpty, noun: "images" };
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
