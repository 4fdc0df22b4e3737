import { closeSync, fsyncSync, ftruncateSync, openSync, writeSync } from "node:fs";
import { VisionError } from "../util/errors.ts";
import type { Output } from "./context.ts";

/**
 * A file that takes results as they come: what was written is in the file, whatever happens to the
 * process next. Throws WRITE_FAILED.
 */
export class AppendFile implements Output {
  readonly #path: string;
  readonly #file: number;
  readonly #write: typeof writeSync;

  /** Opens a file; of one that is there only the first `keep` bytes stay. */
  constructor(path: string, keep: number, write = writeSync) {
    this.#path = path;
    this.#write = write;
    this.#file = this.#try(() => openSync(path, keep > 0 ? "r+" : "w"));
    this.#try(() => ftruncateSync(this.#file, keep));
    this.#end = keep;
  }

  #end: number;

  write(text: string): boolean {
    const bytes = Buffer.from(text);
    for (let done = 0; done < bytes.length; ) {
      const left = bytes.length - done;
      const count = this.#try(() => this.#write(this.#file, bytes, done, left, this.#end));
      done += count;
      this.#end += count;
    }
    return true;
  }

  /** There is nothing to wait for: a write has ended when it returns. */
  once(): void {}

  removeListener(): void {}

  /** Forces all onto the disk and closes the file. */
  close(): void {
    try {
      this.#try(() => fsyncSync(this.#file));
    } finally {
      closeSync(this.#file);
    }
  }

  #try<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (cause) {
      throw new VisionError({
        code: "WRITE_FAILED",
        who: "tsvision",
        file: this.#path,
        expected: "to write results",
        got: cause,
        hint: "check disk and folder, then go on with the same command and --resume",
        cause,
      });
    }
  }
}
