import { randomUUID } from "node:crypto";
import { constants, copyFile, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { RemoteFile } from "./download-transfer.ts";
import { hasDigest } from "./file-digest.ts";
import { isAlive, thisMachine } from "./temporary-path.ts";

/**
 * Whose a download that was not finished is: of a process that is at it, of nobody (its process is gone, or has given
 * it up), or of another machine, where nobody can tell from here.
 */
type Owner = "nobody" | "other" | "running";

/**
 * A new path for a download of this process, with as much in it as another one has left. Without a digest it is empty:
 * nobody could tell whether the two parts belong together.
 */
export async function takeLeftover(folder: string, remote: RemoteFile): Promise<string> {
  const own = ownPath(folder, remote.file, process.pid);
  if (!hasDigest(remote)) return own;
  for (const { path, owner } of await leftovers(folder, remote.file)) {
    if (owner === "running") continue;
    // Where somebody may still be writing, the bytes are copied: two writers of one file would mix.
    const taking =
      owner === "nobody" ? rename(path, own) : copyFile(path, own, constants.COPYFILE_FICLONE);
    const isTaken = await taking.then(
      () => true,
      () => false, // another process was faster
    );
    if (isTaken) break;
  }
  return own;
}

/** Leaves what has come for a later call, if there is a digest to hold it to. */
export async function abandon(
  folder: string,
  temporary: string,
  remote: RemoteFile,
): Promise<void> {
  const size = (await stat(temporary).catch(() => undefined))?.size ?? 0;
  if (!hasDigest(remote) || size === 0) return rm(temporary, { force: true });
  await rename(temporary, ownPath(folder, remote.file, 0)).catch(() => undefined);
}

/** Removes what nobody on this machine is at, once the file is there: who is at it elsewhere finds the file. */
export async function removeLeftovers(folder: string, remote: RemoteFile): Promise<void> {
  if (!hasDigest(remote)) return;
  for (const { path, owner } of await leftovers(folder, remote.file))
    if (owner !== "running") await rm(path, { force: true }).catch(() => {});
}

// Number 0 is nobody's.
function ownPath(folder: string, file: string, pid: number): string {
  return join(folder, `.${file}.${thisMachine()}-${pid}-${randomUUID()}.part`);
}

async function leftovers(folder: string, file: string) {
  const start = `.${file}.`;
  const machine = thisMachine();
  return (await readdir(folder)).flatMap((name): { path: string; owner: Owner }[] => {
    const match = name.startsWith(start)
      ? /^(?:([\da-f]{12})-)?(\d+)-[\da-f-]{36}\.part$/.exec(name.slice(start.length))
      : null;
    if (match === null) return [];
    const [, whose, pid] = match;
    return [{ path: join(folder, name), owner: ownerOf(whose === machine, Number(pid)) }];
  });
}

function ownerOf(isHere: boolean, pid: number): Owner {
  if (pid === 0) return "nobody";
  if (!isHere) return "other";
  return isAlive(pid) ? "running" : "nobody";
}
