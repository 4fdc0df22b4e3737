/**
 * Whether the thread is inside native code, and whether it must not enter it any more. A process that exits while it
 * is inside would be aborted, so the owner waits at its exit.
 */
export class BusyFlag {
  readonly #flags: Int32Array<SharedArrayBuffer>;

  constructor(shared: SharedArrayBuffer) {
    this.#flags = new Int32Array(shared);
  }

  /** Memory for a flag that two threads share. */
  static share(): SharedArrayBuffer {
    return new SharedArrayBuffer(8);
  }

  /** The thread's side: does `work`, unless the end was announced; then it waits for the end. */
  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    Atomics.store(this.#flags, 0, 1);
    try {
      // Stored first, then read: the owner does the same the other way round.
      if (Atomics.load(this.#flags, 1) === 0) return await work();
    } finally {
      Atomics.store(this.#flags, 0, 0);
      Atomics.notify(this.#flags, 0);
    }
    return new Promise(() => {});
  }

  /** The owner's side: announces the end and waits until the thread is outside. */
  stop(): void {
    Atomics.store(this.#flags, 1, 1);
    while (Atomics.load(this.#flags, 0) === 1) Atomics.wait(this.#flags, 0, 1);
  }
}
