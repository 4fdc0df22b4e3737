import type { CliContext, Output } from "../../src/cli/context.ts";

/** An output that keeps what is written; `full` makes it ask for a pause after each write. */
export class FakeOutput implements Output {
  text = "";
  waiting: (() => void)[] = [];

  readonly isTTY: boolean;
  readonly #isFull: boolean;

  constructor({ isTTY = false, full = false } = {}) {
    this.isTTY = isTTY;
    this.#isFull = full;
  }

  write(text: string): boolean {
    this.text += text;
    return !this.#isFull;
  }

  once(event: string, listener: () => void): void {
    if (event === "drain") this.waiting.push(listener);
  }

  removeListener(_event: string, listener: () => void): void {
    this.waiting = this.waiting.filter((waiting) => waiting !== listener);
  }
}

/** A context whose outputs are kept. */
export function fakeContext({ isTTY = false, env = {} as CliContext["env"] } = {}) {
  const stdout = new FakeOutput({ isTTY });
  const stderr = new FakeOutput({ isTTY });
  const controller = new AbortController();
  const context: CliContext = { stdout, stderr, env, cwd: ".", signal: controller.signal };
  return { context, stdout, stderr, controller };
}
