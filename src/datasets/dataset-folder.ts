import type { Image } from "../sample/index.ts";
import { expected } from "../util/errors.ts";
import { listClassFolders } from "./class-listing.ts";
import { type FilesOptions, LabelledFiles } from "./labelled-files.ts";

/** Options of `DatasetFolder.open`. */
export interface DatasetFolderOptions<X = Image, Y = number, In = Image>
  extends FilesOptions<X, Y, In> {
  /** Suffixes of the files to take, in any case. One of this and `isValidFile` must be given. */
  readonly extensions?: readonly string[] | undefined;
  /** Says which files to take, by their paths. */
  readonly isValidFile?: ((path: string) => boolean) | undefined;
  /** Keeps class folders without files, each with its index. Default: false, they are an error. */
  readonly allowEmpty?: boolean | undefined;
}

/**
 * Files of any kind in class folders: torchvision's DatasetFolder. `loader` makes the input of a path,
 * `readImage` if it is left out. Classes are the folders' names in Python's order; samples are sorted by
 * class, folder and name.
 * Throws INVALID_ARGUMENT unless exactly one of `extensions` and `isValidFile` is given, NOT_FOUND for
 * a root without class folders and a class without files.
 * @example
 * const folders = await DatasetFolder.open("fixtures/folder", {
 *   extensions: [".png", ".jpg"],
 *   loader: async (path: string) => path,
 * });
 * const [path, label] = await folders.get(0);
 */
export class DatasetFolder<X = Image, Y = number, In = Image> extends LabelledFiles<X, Y, In> {
  /** Lists the folder; files are read when their samples are. */
  static async open<In = Image, X = In, Y = number>(
    root: string,
    options: DatasetFolderOptions<X, Y, In>,
  ): Promise<DatasetFolder<X, Y, In>> {
    const { extensions, isValidFile, allowEmpty } = options;
    if ((extensions === undefined) === (isValidFile === undefined)) {
      const hint = 'pass, for example, extensions: [".png"]';
      throw expected("DatasetFolder", "either extensions or isValidFile", options, hint);
    }
    const lower = extensions?.map((extension) => extension.toLowerCase());
    const choice = { extensions: lower, isValidFile, allowEmpty };
    const listing = await listClassFolders("DatasetFolder", root, choice);
    const place = { module: import.meta.url, name: "DatasetFolder", root };
    return new DatasetFolder({ ...place, ...listing }, options);
  }
}
