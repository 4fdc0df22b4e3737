import { closeSync, openSync } from "node:fs";
import { access, link, open, rename, rm, statfs } from "node:fs/promises";

/** A file being written. */
export interface OpenFile {
  /** Appends some or all of `bytes`; returns how many (a full disk may take fewer than asked). */
  write(bytes: Uint8Array): Promise<number>;
  /** Forces what was written onto the disk. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** Every file operation of the atomic writer, so that a test can fail or stop at any of them. */
export interface FileOps {
  exists(path: string): Promise<boolean>;
  /** Creates a file that must not exist yet. */
  create(path: string): Promise<OpenFile>;
  rename(from: string, to: string): Promise<void>;
  /** A second name for a file; fails with EEXIST if the name is taken. */
  link(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** Forces a folder's names onto the disk. */
  syncFolder(path: string): Promise<void>;
  /** Bytes left for this user on the folder's disk. */
  freeBytes(folder: string): Promise<number>;
}

/** The operations on the real disk. */
export const diskOps: FileOps = {
  exists: (path) =>
    access(path).then(
      () => true,
      () => false,
    ),
  async create(path) {
    const handle = await open(path, "wx");
    return {
      write: async (bytes) => (await handle.write(bytes)).bytesWritten,
      sync: () => handle.sync(),
      close: () => handle.close(),
    };
  },
  rename,
  link,
  remove: (path) => rm(path, { force: true }),
  async syncFolder(path) {
    if (process.platform === "win32") return; // folders cannot be opened there; NTFS logs renames
    const handle = await open(path, "r");
    try {
      await handle.sync();
    } catch (cause) {
      if (!noSuchOperation(cause)) throw cause;
    } finally {
      await handle.close();
    }
  },
  async freeBytes(folder) {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  },
};

/** True where the file system says that it does not have this operation at all. */
export function noSuchOperation(cause: unknown): boolean {
  return ["EINVAL", "ENOSYS", "ENOTSUP", "EOPNOTSUPP", "EPERM"].includes(systemCode(cause));
}

/** The operating system's name of an error (`ENOSPC`), or "". */
export function systemCode(cause: unknown): string {
  if (cause instanceof Error && "code" in cause && typeof cause.code === "string")
    return cause.code;
  return "";
}

/** True where the system opened no more files: nothing is wrong with the one that was asked for. */
export function lacksHandles(cause: unknown): boolean {
  return ["EMFILE", "ENFILE"].includes(systemCode(cause));
}

/**
 * The error that says so, if the system opens no more files: `cause`, or what opening one says now. Node's loader of
 * modules speaks of packages that it cannot find.
 */
export function lackOfHandles(cause: unknown): unknown {
  if (lacksHandles(cause)) return cause;
  try {
    closeSync(openSync(process.execPath, "r"));
    return undefined;
  } catch (error) {
    return lacksHandles(error) ? error : undefined;
  }
}

/** What to do about a file that could not be written, by the operating system's name of the error. */
export function writeHint(code: string): string {
  if (code === "ENOSPC" || code === "EDQUOT" || code === "EFBIG") return "make room on the disk";
  if (code === "ENOENT" || code === "ENOTDIR") return "create the folder first";
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") return "check who may write there";
  if (code === "EISDIR") return "the name belongs to a folder; choose another";
  return "check the disk and the folder";
}
