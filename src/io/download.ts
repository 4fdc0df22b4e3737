import { mkdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { VisionError } from "../util/errors.ts";
import { abandon, removeLeftovers, takeLeftover } from "./download-leftovers.ts";
import {
  type Attempt,
  type DownloadOptions,
  onDisk,
  type RemoteFile,
  transfer,
} from "./download-transfer.ts";
import { transferError } from "./fetch-https.ts";
import { checkDigest, digestOf, hasDigest, isKnown } from "./file-digest.ts";

/**
 * Fetches a file into `folder` unless it is there with the right digest (or, if none is known, at all);
 * returns its path. `who` is named in errors. It comes under a temporary name and gets its own once it
 * is whole and its digest right. Environment: TSVISION_MIRROR, an https address below which
 * `<who>/<file>` is tried first; TSVISION_OFFLINE=1 forbids any download.
 * Throws NETWORK with every address that was tried, MISMATCH for a wrong digest, TOO_LARGE, WRITE_FAILED, ABORTED.
 * @example
 * await downloadFile("MNIST", "data", {
 *   file: "t10k-labels-idx1-ubyte.gz",
 *   urls: ["https://ossci-datasets.s3.amazonaws.com/mnist/t10k-labels-idx1-ubyte.gz"],
 *   md5: "ec29112dd5afa0611ce80d1b7f02629c",
 * });
 */
export async function downloadFile(
  who: string,
  folder: string,
  remote: RemoteFile,
  options: DownloadOptions = {},
): Promise<string> {
  const path = join(folder, remote.file);
  if (await isThere(path, remote)) return path;
  const urls = [...mirrorsOf(who, remote.file), ...remote.urls];
  if (process.env["TSVISION_OFFLINE"] === "1") throw offline(who, path, urls);
  await onDisk({ who, path }, mkdir(folder, { recursive: true }));
  const temporary = await onDisk({ who, path }, takeLeftover(folder, remote));
  const tried: string[] = [];
  try {
    for (const url of urls) {
      const problem = await attemptAll({ who, url, path, temporary, remote, options });
      if (problem === undefined) {
        await onDisk({ who, path }, publish(temporary, path, remote));
        await removeLeftovers(folder, remote);
        return path;
      }
      tried.push(`${url} (${problem})`);
    }
  } catch (error) {
    const isUsable =
      error instanceof VisionError && ["ABORTED", "WRITE_FAILED"].includes(error.code);
    if (isUsable) await abandon(folder, temporary, remote);
    else await rm(temporary, { force: true });
    throw error;
  }
  await abandon(folder, temporary, remote);
  throw unreachable(who, path, tried);
}

async function publish(temporary: string, path: string, remote: RemoteFile): Promise<void> {
  await rename(temporary, path).catch(async (cause: unknown) => {
    if (!(await isThere(path, remote))) throw cause; // else it is finished, and who did it cleared up
  });
}

async function isThere(path: string, remote: RemoteFile): Promise<boolean> {
  if (!(await stat(path).catch(() => undefined))?.isFile()) return false;
  return !hasDigest(remote) || (await digestOf(path, remote)).matches;
}

function mirrorsOf(who: string, file: string): string[] {
  const mirror = process.env["TSVISION_MIRROR"];
  return mirror === undefined || mirror === ""
    ? []
    : [`${mirror.replace(/\/+$/, "")}/${encodeURIComponent(who)}/${encodeURIComponent(file)}`];
}

/** Tries one address; returns what went wrong where another address may help, throws where not. */
async function attemptAll(attempt: Attempt): Promise<string | undefined> {
  const { who, remote, temporary, options } = attempt;
  const { attempts = 3, retryDelay = 1000, signal } = options;
  let problem = "not tried";
  for (let i = 0; i < attempts; i++) {
    if (i > 0) await wait(retryDelay * 2 ** (i - 1), undefined, { signal }).catch(() => undefined);
    if (signal?.aborted) throw aborted(who, attempt.url, signal.reason);
    try {
      const { digest, resumed } = await transfer(attempt);
      if (resumed && !isKnown(digest, remote)) {
        await rm(temporary, { force: true }); // the leftover was of another file: from the start
        throw new Error("a leftover that did not fit");
      }
      if (digest !== undefined) checkDigest(who, attempt.path, remote, digest);
      return undefined;
    } catch (error) {
      if (signal?.aborted) throw aborted(who, attempt.url, error);
      if (!(error instanceof VisionError)) problem = messageOf(error);
      else if (error.code === "NETWORK") return error.got as string;
      else if (error.code === "MISMATCH") {
        // Another copy may be right; this one must not become its start.
        await rm(temporary, { force: true });
        if (attempt.url === remote.urls.at(-1)) throw error;
        return error.message;
      } else throw error;
    }
  }
  return problem;
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

function aborted(who: string, url: string, cause: unknown): VisionError {
  const facts = { code: "ABORTED", who, expected: `${url} to be fetched`, got: "a stop" } as const;
  return new VisionError({ ...facts, hint: "call again to go on", cause });
}

function offline(who: string, path: string, urls: readonly string[]): VisionError {
  return new VisionError({
    code: "NOT_FOUND",
    who,
    expected: "a file that is there, as TSVISION_OFFLINE=1 forbids downloads",
    got: "no such file with the right content",
    hint: `fetch ${urls.join(" or ")} to this place`,
    file: path,
  });
}

function unreachable(who: string, path: string, tried: readonly string[]): VisionError {
  const hint = "check the network, set TSVISION_MIRROR, or put the file there by hand";
  // Not as what came: that is cut in messages, and all of it counts here.
  const expected = `a download from one of ${tried.join(", ")}`;
  return transferError(who, expected, "none of them", { hint, file: path });
}
