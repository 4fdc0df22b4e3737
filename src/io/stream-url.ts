import { setTimeout as wait } from "node:timers/promises";
import { VisionError } from "../util/errors.ts";
import { type Fetch, followRedirects } from "./fetch-https.ts";

/** Options of `streamUrl`. */
export interface StreamUrlOptions {
  /** Attempts in a row without a new byte; a later one goes on where the last ended. Default: 5. */
  readonly attempts?: number | undefined;
  /** Milliseconds before the second attempt; twice as many before each further one. Default: 500. */
  readonly retryDelay?: number | undefined;
  /** Milliseconds without a byte after which an attempt has failed. Default: 60,000. */
  readonly idleTimeout?: number | undefined;
  /** Takes the place of the global `fetch`. */
  readonly fetch?: Fetch | undefined;
}

/**
 * The bytes at an address as they come. After a cut it asks for the rest (a range) and goes on; where the
 * server cannot give a range, what is known already is passed over. An address that begins with https
 * never leads to http. Throws NETWORK where that does not help, MISMATCH where the rest is another file's.
 * @example for await (const bytes of streamUrl("Mine", "https://example.org/a.tar")) console.log(bytes.length);
 */
export async function* streamUrl(
  who: string,
  url: string,
  options: StreamUrlOptions = {},
): AsyncGenerator<Uint8Array, void, undefined> {
  const { attempts = 5, retryDelay = 500 } = options;
  const transfer = new Transfer(who, url, options);
  for (let failures = 0; ; ) {
    const before = transfer.done;
    try {
      yield* transfer.rest();
      return;
    } catch (cause) {
      if (cause instanceof VisionError && cause.code !== "NETWORK") throw cause;
      if (transfer.done > before) failures = 0;
      if (cause instanceof VisionError || ++failures >= attempts)
        throw failed(who, url, transfer.done, cause);
      await wait(retryDelay * 2 ** (failures - 1));
    }
  }
}

/** An address as errors show it: without what may be a secret. */
export function shownUrl(url: string): string {
  if (!URL.canParse(url)) return url;
  const { origin, pathname } = new URL(url);
  return origin === "null" ? url : origin + pathname;
}

/** A file that comes in one or more answers. */
class Transfer {
  done = 0;
  readonly #who: string;
  readonly #url: string;
  readonly #options: StreamUrlOptions;
  #total: number | undefined;
  #tag: string | undefined;

  constructor(who: string, url: string, options: StreamUrlOptions) {
    this.#who = who;
    this.#url = url;
    this.#options = options;
  }

  /** What has not come yet, in one more answer. */
  async *rest(): AsyncGenerator<Uint8Array, void, undefined> {
    const idle = new Idle(this.#options.idleTimeout ?? 60_000);
    let whole = false;
    try {
      const response = await idle.during(this.#ask(idle.signal));
      let known = this.#begin(response);
      const body = response.body?.[Symbol.asyncIterator]();
      while (body !== undefined) {
        const { value, done } = await idle.during(body.next());
        if (done) break;
        const fresh = known >= value.length ? new Uint8Array(0) : value.subarray(known);
        known -= value.length - fresh.length;
        this.done += fresh.length;
        if (fresh.length > 0) yield fresh;
      }
      if (this.#total !== undefined && this.done !== this.#total)
        throw new Error(`${this.done} of ${this.#total} bytes arrived`);
      whole = true;
    } finally {
      if (!whole) idle.abort();
    }
  }

  #ask(signal: AbortSignal): Promise<Response> {
    const headers: Record<string, string> = {
      "user-agent": "tsvision",
      "accept-encoding": "identity", // ranges count the file's own bytes
    };
    if (this.done > 0) headers["range"] = `bytes=${this.done}-`;
    const plain = new URL(this.#url).protocol === "http:";
    const { fetch: fetchOne } = this.#options;
    return followRedirects(this.#who, this.#url, { headers, signal }, fetchOne, undefined, plain);
  }

  // How many bytes of the answer are known already.
  #begin(response: Response): number {
    const { status, headers } = response;
    const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get("content-range") ?? "");
    const length = headers.has("content-encoding") ? null : headers.get("content-length");
    const start = status === 206 ? Number(range?.[1] ?? 0) : 0;
    const total = status === 206 ? range?.[2] : (length ?? undefined);
    if (status === 416) throw this.#changed("a shorter file");
    if (start > this.done) throw new Error(`a range from ${start} on, for ${this.done}`);
    if (total !== undefined && total !== "*") {
      if (this.done > 0 && this.#total !== undefined && Number(total) !== this.#total)
        throw this.#changed(`${total} bytes`);
      this.#total = Number(total);
    }
    const tag = headers.get("etag") ?? undefined;
    if (this.done > 0 && tag !== this.#tag) throw this.#changed(`ETag ${tag}`);
    this.#tag = tag;
    return this.done - start;
  }

  #changed(got: string): VisionError {
    const before = `${this.#total ?? "some"} bytes${this.#tag ? ` and ETag ${this.#tag}` : ""}`;
    return new VisionError({
      code: "MISMATCH",
      who: this.#who,
      expected: `the rest of a file of ${before}`,
      got,
      hint: "the file was replaced while it was read; begin again",
      file: shownUrl(this.#url),
      offset: this.done,
    });
  }
}

/** Ends a wait that takes too long; the time that the consumer takes does not count. */
class Idle {
  readonly #stop = new AbortController();
  readonly #milliseconds: number;

  constructor(milliseconds: number) {
    this.#milliseconds = milliseconds;
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  async during<T>(waiting: Promise<T>): Promise<T> {
    const problem = new Error(`no byte for ${this.#milliseconds} ms`);
    const timer = setTimeout(() => this.#stop.abort(problem), this.#milliseconds);
    try {
      return await waiting;
    } finally {
      clearTimeout(timer);
    }
  }

  abort(): void {
    this.#stop.abort();
  }
}

function failed(who: string, url: string, offset: number, cause: unknown): VisionError {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  return new VisionError({
    code: "NETWORK",
    who,
    expected: "the whole file from its address",
    got: inner instanceof VisionError ? inner.got : inner,
    hint: "check the address and the network, then go on from a saved position",
    file: shownUrl(url),
    offset,
    cause,
  });
}
