import { createReadStream } from "node:fs";
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { createGunzip } from "node:zlib";
import { VisionError } from "../util/errors.ts";
import { type ArchiveEntry, archiveError, safeParts } from "./archive-entry.ts";
import { bunzip2 } from "./bunzip2.ts";
import { systemCode } from "./file-ops.ts";
import { sizeOf } from "./read-whole.ts";
import { tarEntries } from "./tar-entries.ts";
import { removeStale, temporaryPath } from "./temporary-path.ts";
import { unxz } from "./xz.ts";
import { zipEntries } from "./zip-entries.ts";

/** Options of `extractArchive`. */
export interface ExtractOptions {
  /** The most bytes that may come out. Default: 1 GiB or 100 times the archive, whichever is more. */
  readonly maxBytes?: number;
  /** The most entries. Default: 20,000,000. */
  readonly maxEntries?: number;
}

/**
 * Unpacks an archive into `folder`: .zip, .tar, .tar.gz, .tgz, .tar.bz2, .tbz, .tbz2, .tar.xz, and .gz,
 * .bz2 and .xz of one file (torchvision's `extract_archive`). Only regular files and folders come out, only inside
 * `folder`; everything is unpacked beside it first, so that a failure leaves nothing behind. Files
 * that are there already are replaced, folders are joined.
 * Throws INVALID_FILE for damage, links and paths that lead out, TOO_LARGE for what unfolds to more than
 * the limit, UNSUPPORTED_FORMAT for other kinds, NOT_FOUND for a missing archive, WRITE_FAILED.
 * @example await extractArchive("data/images.tar.gz", "data/images");
 */
export async function extractArchive(
  archive: string,
  folder: string,
  options: ExtractOptions = {},
): Promise<void> {
  const size = await sizeOf("extractArchive", archive);
  const { maxBytes = Math.max(2 ** 30, 100 * size), maxEntries = 20_000_000 } = options;
  const temporary = temporaryPath(folder);
  const budget = { bytes: maxBytes, entries: maxEntries, maxBytes, maxEntries };
  const entries = entriesOf(archive);
  try {
    await mkdir(temporary, { recursive: true });
    await removeStale(folder);
    for await (const entry of entries) await writeEntry(archive, temporary, entry, budget);
    await moveInto(temporary, folder);
  } catch (cause) {
    throw cause instanceof VisionError ? cause : cannotWrite(folder, cause);
  } finally {
    // Nothing is there where the folder itself could not be made.
    await rm(temporary, { recursive: true, force: true }).catch(() => {});
  }
}

function cannotWrite(folder: string, cause: unknown): VisionError {
  return new VisionError({
    code: "WRITE_FAILED",
    who: "extractArchive",
    expected: "a folder to unpack into",
    got: cause,
    hint: "check the free space, and who may write there",
    file: folder,
    cause,
  });
}

function entriesOf(archive: string): AsyncIterable<ArchiveEntry> {
  const name = basename(archive).toLowerCase();
  const read = () => createReadStream(archive, { highWaterMark: 2 ** 18 });
  if (name.endsWith(".zip")) return zipEntries(archive);
  if (name.endsWith(".tar")) return tarEntries(archive, read());
  if (/\.(tar\.gz|tgz)$/.test(name)) return tarEntries(archive, gunzipped(archive));
  if (/\.(tar\.bz2|tbz2?)$/.test(name)) return tarEntries(archive, bunzip2(archive, read()));
  if (/\.(tar\.xz|txz)$/.test(name)) return tarEntries(archive, unxz(archive, read()));
  const single = basename(archive).replace(/\.[^.]*$/, "");
  if (name.endsWith(".gz")) return one(single, gunzipped(archive));
  if (name.endsWith(".bz2")) return one(single, bunzip2(archive, read()));
  if (name.endsWith(".xz")) return one(single, unxz(archive, read()));
  throw new VisionError({
    code: "UNSUPPORTED_FORMAT",
    who: "extractArchive",
    expected: "a zip, tar, gz, bz2 or xz archive",
    got: basename(archive),
    hint: "unpack it by hand (`7z x`, ...) into the folder",
    file: archive,
  });
}

async function* one(
  name: string,
  content: AsyncIterable<Uint8Array>,
): AsyncGenerator<ArchiveEntry> {
  yield { name, kind: "file", type: "file", size: 0, content };
}

async function* gunzipped(archive: string): AsyncGenerator<Uint8Array> {
  const unzip = createGunzip({ chunkSize: 2 ** 18 });
  const read = createReadStream(archive, { highWaterMark: 2 ** 18 });
  read.on("error", (error) => unzip.destroy(error));
  try {
    yield* read.pipe(unzip) as AsyncIterable<Uint8Array>;
  } catch (cause) {
    throw archiveError(archive, "a whole gzip file", cause, { cause });
  } finally {
    read.destroy();
    unzip.destroy();
  }
}

interface Budget {
  bytes: number;
  entries: number;
  readonly maxBytes: number;
  readonly maxEntries: number;
}

async function writeEntry(
  archive: string,
  folder: string,
  entry: ArchiveEntry,
  budget: Budget,
): Promise<void> {
  if (--budget.entries < 0) throw tooLarge(archive, `at most ${budget.maxEntries} entries`);
  const path = join(folder, ...safeParts(archive, entry.name));
  if (entry.kind === "other")
    throw archiveError(archive, "files and folders only", `${entry.type} ${entry.name}`, {
      hint: "do not trust this archive: fetch it from the data set's own site",
    });
  const file = await created(path, entry.kind).catch((cause) => {
    if (!clashes.includes(systemCode(cause))) throw cause;
    throw archiveError(archive, "names of files or of folders", `${entry.name}, already there`);
  });
  if (file === undefined) return;
  try {
    for await (const bytes of entry.content) {
      budget.bytes -= bytes.length;
      if (budget.bytes < 0) throw tooLarge(archive, `at most ${budget.maxBytes} bytes`);
      await file.writeFile(bytes); // goes on where the last call ended
    }
  } finally {
    await file.close();
  }
}

// What the system says where a file is to be a folder as well.
const clashes = ["EEXIST", "EISDIR", "ENOTDIR"];

async function created(path: string, kind: "file" | "folder"): Promise<FileHandle | undefined> {
  await mkdir(kind === "folder" ? path : dirname(path), { recursive: true });
  return kind === "folder" ? undefined : open(path, "w");
}

function tooLarge(file: string, expected: string): VisionError {
  const hint = "do not trust this archive, or pass a larger limit";
  const who = "extractArchive";
  return new VisionError({ code: "TOO_LARGE", who, expected, got: "more", hint, file });
}

async function moveInto(from: string, to: string): Promise<void> {
  for (const { name } of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, name), join(to, name)];
    if ((await isFolder(source)) && (await isFolder(target))) await moveInto(source, target);
    else await rename(source, target);
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
