import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { VisionError } from "../util/errors.ts";
import { type OnProgress, reporting } from "./download-progress.ts";
import { type Fetch, followRedirects } from "./fetch-https.ts";
import { type Digests, hasDigest } from "./file-digest.ts";
import { systemCode, writeHint } from "./file-ops.ts";

/** A file that can be fetched, and what it must be. */
export interface RemoteFile extends Digests {
  /** The name that it gets. */
  readonly file: string;
  /** Where it is, tried in this order; https only. */
  readonly urls: readonly string[];
  /** The only hosts that these addresses may lead to; a mirror may lead anywhere. Default: any. */
  readonly hosts?: readonly string[];
}

/** Options of `downloadFile`, and of `download` in every data set. */
export interface DownloadOptions {
  /** Told of progress. Default: a line on stderr, once a download takes longer than a second. */
  readonly onProgress?: OnProgress | undefined;
  /** The most bytes of a file. Default: 1 TiB. */
  readonly maxBytes?: number;
  /** Attempts at each address; a later one goes on where the last ended. Default: 3. */
  readonly attempts?: number;
  /** Milliseconds before the second attempt; twice as many before each further one. Default: 1000. */
  readonly retryDelay?: number;
  /** Milliseconds without a byte after which an attempt has failed. Default: 60,000. */
  readonly idleTimeout?: number;
  readonly signal?: AbortSignal | undefined;
  /** Takes the place of the global `fetch`. */
  readonly fetch?: Fetch | undefined;
}

/** One address, tried for one file. */
export interface Attempt {
  readonly who: string;
  readonly url: string;
  readonly path: string;
  readonly temporary: string;
  readonly remote: RemoteFile;
  readonly options: DownloadOptions;
}

/** What came of a request. */
export interface Transferred {
  /** Of the whole file, where one is known to compare with. */
  readonly digest: string | undefined;
  readonly resumed: boolean;
}

/** One request, appended to what is there already. */
export async function transfer(attempt: Attempt): Promise<Transferred> {
  const { who, url, temporary, remote, options } = attempt;
  const file = await onDisk(attempt, open(temporary, "a"));
  const idle = new IdleSignal(options.idleTimeout ?? 60_000, options.signal);
  try {
    const had = hasDigest(remote) ? (await file.stat()).size : 0;
    const headers: Record<string, string> = { "user-agent": "tsvision" };
    if (had > 0) headers["range"] = `bytes=${had}-`;
    const request = { headers, signal: idle.signal };
    const hosts = remote.urls.includes(url) ? remote.hosts : undefined;
    const response = await followRedirects(who, url, request, options.fetch, hosts);
    const resumed = response.status === 206 && startsAt(response) === had && had > 0;
    if (!resumed) await onDisk(attempt, file.truncate(0));
    if (response.status === 416) throw new Error("status 416: the leftover is too long");
    const algorithm = remote.sha256 === undefined ? "md5" : "sha256";
    const hash = hasDigest(remote) ? createHash(algorithm) : undefined;
    const start = resumed ? await hashStart(hash, temporary, had) : 0;
    await receive(attempt, response, { file, hash, start, idle });
    await onDisk(attempt, file.sync());
    return { digest: hash?.digest("hex"), resumed };
  } finally {
    idle.end();
    await file.close();
  }
}

interface Receiver {
  readonly file: FileHandle;
  readonly hash: Hash | undefined;
  /** Bytes that are there already. */
  readonly start: number;
  readonly idle: IdleSignal;
}

async function receive(
  attempt: Attempt,
  response: Response,
  { file, hash, start, idle }: Receiver,
): Promise<void> {
  const { who, url, remote, options } = attempt;
  const { maxBytes = 2 ** 40, onProgress } = options;
  const total = lengthOf(response, start);
  if ((total ?? 0) > maxBytes) throw tooLarge(who, url, maxBytes, total);
  const report = reporting({ file: remote.file, total }, onProgress);
  let done = start;
  try {
    for await (const bytes of response.body ?? []) {
      idle.touch();
      done += bytes.length;
      if (done > maxBytes) throw tooLarge(who, url, maxBytes, done);
      hash?.update(bytes);
      await onDisk(attempt, file.writeFile(bytes)); // goes on where the last call ended
      report.update(done);
    }
    if (total !== undefined && done !== total) throw new Error(`${done} of ${total} bytes arrived`);
  } finally {
    report.end();
  }
}

/** What fails on the disk fails for every address, and another attempt does not help. */
export async function onDisk<T>(
  { who, path }: Pick<Attempt, "path" | "who">,
  work: Promise<T>,
): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw new VisionError({
      code: "WRITE_FAILED",
      who,
      file: path,
      expected: "to write what is downloaded",
      got: cause,
      hint: `${writeHint(systemCode(cause))}, then call again`,
      cause,
    });
  }
}

async function hashStart(hash: Hash | undefined, path: string, end: number): Promise<number> {
  if (hash !== undefined)
    for await (const bytes of createReadStream(path, { end: end - 1 })) hash.update(bytes);
  return end;
}

function startsAt(response: Response): number | undefined {
  const match = /^bytes (\d+)-/.exec(response.headers.get("content-range") ?? "");
  return match === null ? undefined : Number(match[1]);
}

function lengthOf(response: Response, had: number): number | undefined {
  // The length of encoded content is not the length of what comes out of it.
  if (response.headers.has("content-encoding")) return undefined;
  const length = response.headers.get("content-length");
  return length === null ? undefined : had + Number(length);
}

/** A signal that fires when the caller's does, or when nothing was heard for some time. */
class IdleSignal {
  readonly signal: AbortSignal;
  readonly #timer: NodeJS.Timeout;

  constructor(milliseconds: number, outer: AbortSignal | undefined) {
    const stop = new AbortController();
    this.signal = outer === undefined ? stop.signal : AbortSignal.any([stop.signal, outer]);
    const problem = new Error(`no byte for ${milliseconds} ms`);
    this.#timer = setTimeout(() => stop.abort(problem), milliseconds);
    this.#timer.unref();
  }

  touch(): void {
    this.#timer.refresh();
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}

function tooLarge(who: string, url: string, limit: number, got: number | undefined): VisionError {
  const hint = "pass a larger maxBytes if the address is to be trusted";
  const expected = `at most ${limit} bytes from ${url}`;
  return new VisionError({ code: "TOO_LARGE", who, expected, got, hint });
}
