import { type ChildProcess, spawn } from "node:child_process";
import type { Duplex } from "node:stream";
import { fileURLToPath } from "node:url";
import type { SentError } from "../util/sent-error.ts";
import type { DecodeOptions } from "./decode-image.ts";
import { type Frame, type FrameLimits, FrameReader, writeFrame } from "./frames.ts";

/** An image to decode, and what may be taken for it. */
export interface Request {
  readonly bytes: Uint8Array;
  readonly options: Omit<DecodeOptions, "isolation">;
  /** Milliseconds. */
  readonly timeout: number;
  /** Bytes of memory of the process. */
  readonly memory: number;
}

/** What the process is told beside an image's bytes. */
export type RequestFacts = Pick<Request, "options" | "memory">;

/** What the process tells. `rss` is the memory that it keeps. */
export type Answer =
  | { readonly kind: "begun" }
  | { readonly kind: "image"; readonly rss: number; readonly info: ImageInfo }
  | { readonly kind: "failed"; readonly rss: number; readonly error: SentError }
  | { readonly kind: "too large"; readonly rss: number };

/** An image without its pixels. */
export interface ImageInfo {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly orientation: number;
}

/** What came of a request. */
export type Outcome =
  | ({ readonly kind: "image"; readonly data: Uint8Array } & ImageInfo)
  | { readonly kind: "failed"; readonly error: SentError }
  | { readonly kind: "crashed"; readonly by: string }
  | { readonly kind: "late" }
  | { readonly kind: "too large"; readonly memory: number }
  | { readonly kind: "never began" };

// Until a process has begun with its first image.
const startTimeout = 60_000;

// Of the surroundings it sees only what a program needs to start: no keys, no NODE_OPTIONS.
const seen = ["PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SystemRoot", "TEMP", "TMPDIR"];

/** A process that decodes one image at a time. Without work it keeps this process not alive. */
export class DecoderProcess {
  readonly #child: ChildProcess;
  readonly #pipe: Duplex;
  /** Settles when the process is gone. */
  readonly ended: Promise<void>;
  #request: Request | undefined;
  #begun = false;
  #settle: (outcome: Outcome) => void = () => {};
  #timer: NodeJS.Timeout | undefined;
  #usable = true;

  constructor(entry: URL) {
    const env = Object.fromEntries(seen.map((name) => [name, process.env[name]]));
    // Its own output could only be libraries' complaints about hostile files.
    this.#child = spawn(process.execPath, [fileURLToPath(entry)], {
      env,
      stdio: ["ignore", "ignore", "ignore", "pipe"],
      windowsHide: true,
    });
    this.#pipe = this.#child.stdio[3] as Duplex;
    this.ended = new Promise((resolve) => {
      const gone = (by: string) => {
        this.#usable = false;
        this.#finish(this.#begun ? { kind: "crashed", by } : { kind: "never began" });
        this.#pipe?.destroy();
        resolve();
      };
      this.#child.once("exit", (code, signal) => gone(signal ?? `exit code ${code}`));
      this.#child.once("error", (error) => gone(error.message));
    });
    const reader = new FrameReader(
      () => this.#limits(),
      (frame) => this.#hear(frame),
    );
    this.#pipe?.on("error", () => {}); // its end is told by `exit`
    this.#pipe?.on("data", (chunk: Uint8Array) => this.#listen(reader, chunk));
    this.#hold(false);
  }

  /** It can take another image. */
  get usable(): boolean {
    return this.#usable;
  }

  /** Sends an image; one at a time. */
  decode(request: Request): Promise<Outcome> {
    this.#request = request;
    this.#begun = false;
    this.#hold(true);
    const { bytes, options, memory } = request;
    const outcome = new Promise<Outcome>((resolve) => {
      this.#settle = resolve;
    });
    if (!this.#usable) this.#finish({ kind: "never began" });
    else {
      this.#timer = setTimeout(() => this.#kill({ kind: "never began" }), startTimeout);
      const facts: RequestFacts = { options, memory };
      const own = bytes.buffer instanceof SharedArrayBuffer ? bytes.slice() : bytes;
      for (const chunk of writeFrame({ facts, bytes: own })) this.#pipe.write(chunk);
    }
    return outcome;
  }

  /** Ends the process at once, and waits for its end. */
  end(): Promise<void> {
    this.#usable = false;
    this.#child.kill("SIGKILL");
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.#child.ref();
    return this.ended;
  }

  #limits(): FrameLimits {
    // What an image may have at most; without a request nothing may come.
    const most = this.#request?.options.maxPixels ?? 2 ** 27;
    return { facts: this.#request === undefined ? 0 : 2 ** 20, bytes: 4 * most };
  }

  #listen(reader: FrameReader, chunk: Uint8Array): void {
    if (!this.#usable) return;
    try {
      reader.push(chunk);
    } catch (cause) {
      this.#kill({ kind: "crashed", by: `an answer that is none: ${(cause as Error).message}` });
    }
  }

  #hear({ facts, bytes }: Frame): void {
    const answer = facts as Answer;
    const { timeout, memory } = this.#request!;
    if (answer.kind === "begun" && !this.#begun) {
      this.#begun = true;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#kill({ kind: "late" }), timeout);
      return;
    }
    if (answer.kind === "too large") {
      this.#kill({ kind: "too large", memory: answer.rss });
      return;
    }
    if (answer.kind === "begun") throw new Error("two beginnings");
    // What it keeps would be counted against the next image.
    if (!(answer.rss < memory / 2)) this.#usable = false;
    if (answer.kind === "image") {
      const { width, height, channels } = answer.info;
      if (bytes.length !== width * height * channels)
        throw new Error("an image without its pixels");
      this.#finish({ kind: "image", data: bytes, ...answer.info });
    } else if (typeof answer.error?.who === "string") {
      this.#finish({ kind: "failed", error: answer.error });
    } else throw new Error("an unknown answer");
  }

  #kill(outcome: Outcome): void {
    this.#finish(outcome);
    void this.end();
  }

  #finish(outcome: Outcome): void {
    if (this.#request === undefined) return;
    clearTimeout(this.#timer);
    this.#request = undefined;
    if (outcome.kind === "image" || outcome.kind === "failed") this.#hold(false);
    this.#settle(outcome);
  }

  // A program waits for what is under way, and not for a process that has nothing to do.
  #hold(held: boolean): void {
    const pipe = this.#pipe as Partial<{ ref(): void; unref(): void }> | undefined;
    if (held) {
      this.#child.ref();
      pipe?.ref?.();
    } else {
      this.#child.unref();
      pipe?.unref?.();
    }
  }
}
