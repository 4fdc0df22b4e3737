import { VisionError } from "../../util/errors.ts";
import { inHand, type Job } from "./job.ts";

/**
 * Notices that loading stands still: if no sample of any job under way begins or ends for `timeout`
 * milliseconds (0: never mind), all jobs are given up with an error that names the samples in hand.
 */
export class Watch {
  readonly #timeout: number;
  readonly #describe: (index: number, job: Job) => string | undefined;
  readonly #jobs = new Set<Job>();
  #timer: NodeJS.Timeout | undefined;
  #progress = -1;
  #still = 0;
  #giveUp: (error: VisionError) => void = () => {};
  readonly #givenUp: Promise<never>;

  constructor(
    timeout: number,
    describe: (index: number, job: Job) => string | undefined = () => undefined,
  ) {
    this.#timeout = timeout;
    this.#describe = describe;
    this.#givenUp = new Promise((_, reject) => {
      this.#giveUp = reject;
    });
    this.#givenUp.catch(() => {});
  }

  /** The job's result, or the error where it was given up. */
  async during<T>(job: Job, loading: Promise<T>): Promise<T> {
    if (this.#timeout === 0) return loading;
    this.#jobs.add(job);
    this.#timer ??= setInterval(() => this.#look(), this.#timeout / looks);
    try {
      return await Promise.race([loading, this.#givenUp]);
    } finally {
      this.#jobs.delete(job);
      if (this.#jobs.size === 0) this.#rest();
    }
  }

  // Looks are counted, not milliseconds: where this thread itself stood still, that is one look.
  #look(): void {
    let progress = 0;
    for (const { board } of this.#jobs) for (const state of board) progress += 1 + state;
    this.#still = progress === this.#progress ? this.#still + 1 : 0;
    this.#progress = progress;
    if (this.#still < looks) return;
    this.#giveUp(this.#error());
    this.#rest();
  }

  #rest(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#still = 0;
    this.#progress = -1;
  }

  #error(): VisionError {
    const indices = inHand([...this.#jobs]);
    const job = [...this.#jobs].find((one) => one.indices.includes(indices[0]!));
    const file = job === undefined ? undefined : this.#describe(indices[0]!, job);
    return new VisionError({
      code: "TIMEOUT",
      who: "DataLoader",
      expected: `samples [${indices.slice(0, 8).join(", ")}] to load within ${this.#timeout} ms`,
      got: "no sign of life",
      hint: "look at these samples, or raise timeout",
      ...(file === undefined ? {} : { file }),
    });
  }
}

const looks = 4;
