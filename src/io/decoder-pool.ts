import { availableParallelism } from "node:os";
import pLimit from "p-limit";
import { type Channels, Image } from "../sample/index.ts";
import { VisionError } from "../util/errors.ts";
import { receiveError } from "../util/sent-error.ts";
import { DecoderProcess, type Outcome, type Request } from "./decoder-process.ts";

/** What a pool of processes is made of. */
export interface DecoderPoolOptions {
  /** Processes at most; they start when they are needed. Default: the number of processors. */
  readonly processes?: number;
  /** The program of a process. Default: the package's own. */
  readonly entry?: URL;
  /** Milliseconds without work after which the processes end. Default: 5,000. */
  readonly idle?: number;
}

// How often a process may end before it has begun with an image.
const starts = 3;

// The sources also run as they are, under type stripping.
const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";
const defaultEntry = new URL(`./decoder-entry.${extension}`, import.meta.url);

/**
 * Processes that decode images, each one at a time: what crashes a decoder, hangs it or eats all
 * memory costs one process and one image, which is known. Processes without work keep no program
 * alive, and all end with it, however it ends.
 * @example
 * const pool = new DecoderPool({ processes: 2 });
 * const image = await pool.decode({ bytes, options: {}, timeout: 1000, memory: 1e9 });
 * await pool.close();
 */
export class DecoderPool {
  readonly #entry: URL;
  readonly #idle: number;
  readonly #limit: ReturnType<typeof pLimit>;
  readonly #all = new Set<DecoderProcess>();
  readonly #free: DecoderProcess[] = [];
  #timer: NodeJS.Timeout | undefined;
  #busy = 0;
  #closed = 0;

  constructor(options: DecoderPoolOptions = {}) {
    const { processes = availableParallelism(), entry = defaultEntry, idle = 5000 } = options;
    this.#entry = entry;
    this.#idle = idle;
    this.#limit = pLimit(processes);
  }

  /**
   * Decodes as `decodeImage` does. Throws its errors, CRASHED where the process ended over the
   * image, TIMEOUT and TOO_LARGE where it took too much, WORKER where none can start, ABORTED where
   * the pool was closed meanwhile.
   */
  async decode(request: Request): Promise<Image> {
    const closed = this.#closed;
    return this.#limit(async () => {
      for (let start = 0; start < starts; start++) {
        if (this.#closed !== closed) throw aborted(request);
        const outcome = await this.#outcome(request);
        if (this.#closed !== closed) throw aborted(request);
        if (outcome.kind !== "never began") return imageOf(outcome, request);
      }
      throw cannotStart();
    });
  }

  /** Ends all processes, and waits for their end; what is under way fails. It can be used again. */
  async close(): Promise<void> {
    this.#closed++;
    clearTimeout(this.#timer);
    this.#free.length = 0;
    await Promise.all([...this.#all].map((one) => one.end()));
  }

  async #outcome(request: Request): Promise<Outcome> {
    clearTimeout(this.#timer);
    this.#busy++;
    const one = this.#free.pop() ?? this.#start();
    const outcome = await one.decode(request);
    if (one.usable) this.#free.push(one);
    else void one.end();
    if (--this.#busy === 0) this.#timer = setTimeout(() => void this.close(), this.#idle).unref();
    return outcome;
  }

  #start(): DecoderProcess {
    const one = new DecoderProcess(this.#entry);
    this.#all.add(one);
    void one.ended.then(() => {
      this.#all.delete(one);
      const at = this.#free.indexOf(one);
      if (at >= 0) this.#free.splice(at, 1);
    });
    return one;
  }
}

function imageOf(outcome: Exclude<Outcome, { kind: "never began" }>, request: Request): Image {
  switch (outcome.kind) {
    case "image": {
      const { width, height, channels, orientation, data } = outcome;
      return new Image(data, { width, height, channels: channels as Channels, orientation });
    }
    case "failed": {
      const error = receiveError(outcome.error);
      // The memory of a process of its own: that one image wants too much.
      throw error.code === "EXHAUSTED" ? tooLarge(error.got, request, error) : error;
    }
    case "crashed":
      throw crashed(outcome.by, request);
    case "late":
      throw late(request);
    case "too large":
      throw tooLarge(outcome.memory, request);
    default:
      return outcome satisfies never;
  }
}

const who = "decodeImage";

function crashed(by: string, request: Request): VisionError {
  return new VisionError({
    code: "CRASHED",
    who,
    ...place(request),
    expected: "an image that decoders survive",
    got: new Error(`the end of the decoder's process by ${by}`),
    hint: "leave the file out: it is damaged, or made to do harm",
  });
}

function late(request: Request): VisionError {
  return new VisionError({
    code: "TIMEOUT",
    who,
    ...place(request),
    expected: `an image that is decoded within ${request.timeout} ms`,
    got: "none",
    hint: "leave the file out, or raise isolation.timeout if you trust it",
  });
}

function tooLarge(memory: unknown, request: Request, cause?: unknown): VisionError {
  return new VisionError({
    code: "TOO_LARGE",
    who,
    ...place(request),
    expected: `a decoder that takes at most ${request.memory} bytes of memory`,
    got: memory,
    hint: "leave the file out, or raise isolation.memory if you trust it",
    cause,
  });
}

function cannotStart(): VisionError {
  return new VisionError({
    code: "WORKER",
    who,
    expected: "a process that decodes to start",
    got: new Error(`its end, ${starts} times`),
    hint: 'look at the limits of processes, open files and memory; isolation: "thread" needs none',
  });
}

function aborted(request: Request): VisionError {
  return new VisionError({
    code: "ABORTED",
    who,
    ...place(request),
    expected: "to decode an image",
    got: "a closed pool of processes",
    hint: "decode it again",
  });
}

function place({ options: { file } }: Request): { file: string } | undefined {
  return file === undefined ? undefined : { file };
}
