import type { Program } from "./runtime/runtime.ts";

/** One program behind several cache entries; it is closed when the last of them is. */
export class SharedProgram {
  readonly #program: Promise<Program>;
  #holders = 0;
  #closed = false;

  constructor(program: Promise<Program>) {
    this.#program = program;
  }

  /** Whether the last holder has closed it. */
  get closed(): boolean {
    return this.#closed;
  }

  /** The program for one more holder. */
  async hold(): Promise<Program> {
    this.#holders++;
    const program = await this.#program;
    return {
      run: (...call) => program.run(...call),
      close: async () => {
        this.#holders--;
        if (this.#holders > 0 || this.#closed) return;
        this.#closed = true;
        await program.close();
      },
    };
  }
}
