import { VisionError } from "../../util/errors.ts";
import { inHand, type Job } from "./job.ts";

/**
 * Notices that loading stands still: if no sample of any job under way begins or ends for `timeout`
 * milliseconds (0: never mind), all jobs are given up with an error that names the samples in hand.
 */
export class Watch {
  readonly #timeout: number;
  readonly #describe: (index: number, job: Job) => string | undefined;
  /** The jobs under way, and how each is given up. */
  readonly #jobs = new Map<Job, (error: VisionError) => void>();
  #timer: NodeJS.Timeout | undefined;
  #progress = -1;
  #still = 0;
  #failure: VisionError | undefined;

  constructor(
    timeout: number,
    describe: (index: number, job: Job) => string | undefined = () => undefined,
  ) {
    this.#timeout = timeout;
    this.#describe = describe;
  }

  /** The job's result, or the error where it was given up. */
  async during<T>(job: Job, loading: Promise<T>): Promise<T> {
    if (this.#timeout === 0) return loading;
    try {
      // No race with a promise of the whole epoch: that would keep every batch until its end.
      return await new Promise<T>((resolve, reject) => {
        if (this.#failure !== undefined) throw this.#failure;
        this.#jobs.set(job, reject);
        this.#timer ??= setInterval(() => this.#look(), this.#timeout / looks);
        loading.then(resolve, reject);
      });
    } finally {
      this.#jobs.delete(job);
      if (this.#jobs.size === 0) this.#rest();
    }
  }

  // Looks are counted, not milliseconds: where this thread itself stood still, that is one look.
  #look(): void {
    let progress = 0;
    for (const { board } of this.#jobs.keys()) for (const state of board) progress += 1 + state;
    this.#still = progress === this.#progress ? this.#still + 1 : 0;
    this.#progress = progress;
    if (this.#still < looks) return;
    this.#failure = this.#error();
    for (const giveUp of this.#jobs.values()) giveUp(this.#failure);
    this.#rest();
  }

  #rest(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#still = 0;
    this.#progress = -1;
  }

  #error(): VisionError {
    const jobs = [...this.#jobs.keys()];
    const indices = inHand(jobs);
    const job = jobs.find((one) => one.indices.includes(indices[0]!));
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
