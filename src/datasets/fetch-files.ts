import { stat } from "node:fs/promises";
import { join } from "node:path";
import {
  type DownloadOptions,
  downloadFile,
  extractArchive,
  type RemoteFile,
} from "../io/index.ts";
import { VisionError } from "../util/errors.ts";

/** A file of a data set, and where its archive is to be unpacked. */
export interface SetFile extends RemoteFile {
  /** The folder, below the one that it is fetched to, that it unfolds into. Default: it is no archive. */
  readonly unpackTo?: string;
  /** What is there once it has been fetched and unpacked, below the folder; then it is left alone. */
  readonly gives?: string;
}

/**
 * Fetches and unpacks what is missing of a data set into `folder`, if `download` asks for it. Archives
 * are kept beside what came out of them, as torchvision does.
 */
export async function fetchFiles(
  who: string,
  folder: string,
  files: readonly SetFile[],
  download: boolean | DownloadOptions | undefined,
): Promise<void> {
  if (download === undefined || download === false) return;
  const options = download === true ? {} : download;
  for (const file of files) {
    if (file.gives !== undefined && (await exists(join(folder, file.gives)))) continue;
    const path = await downloadFile(who, folder, file, options);
    if (file.unpackTo !== undefined) await extractArchive(path, join(folder, file.unpackTo));
  }
}

/** Refuses a download that nobody can do: for data behind a login, say. */
export function refuseDownload(who: string, download: unknown, where: string): void {
  if (download === undefined || download === false) return;
  throw new VisionError({
    code: "INVALID_ARGUMENT",
    who,
    expected: "the data to be there: it cannot be fetched by a program",
    got: { download: true },
    hint: `get it from ${where}, and leave download out`,
  });
}

/** Refuses a root without one of the folders that a data set lies in. */
export async function needFolder(who: string, path: string, hint?: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) return;
  throw new VisionError({
    code: "NOT_FOUND",
    who,
    expected: "a folder of the data set",
    got: found === undefined ? "nothing" : "something else",
    hint: hint ?? "check the root, or pass download: true to fetch the data set",
    file: path,
  });
}

/** True if the path leads to anything. */
export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
