import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { OpenReply, OpenRequest, RunReply, RunRequest } from "./protocol.ts";

/** How to start a process that answers each line of JSON with one line of JSON. */
export interface PeerCommand {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

/** A child process that trains when it is asked to. It computes nothing between two requests. */
export class Peer {
  readonly name: string;
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  #errors = "";
  #failure: Error | undefined;

  constructor({ name, command, args }: PeerCommand) {
    this.name = name;
    this.#child = spawn(command, args, { stdio: ["pipe", "pipe", "pipe"] });
    this.#child.on("error", (error) => {
      this.#failure = error;
    });
    this.#child.stdin!.on("error", () => {}); // the missing answer tells
    this.#child.stderr!.setEncoding("utf8").on("data", (text: string) => {
      this.#errors = (this.#errors + text).slice(-2000);
    });
    this.#lines = createInterface({ input: this.#child.stdout! })[Symbol.asyncIterator]();
  }

  /** Hands over the workload. */
  open(request: OpenRequest): Promise<OpenReply> {
    return this.ask(request);
  }

  /** Trains for some steps. */
  run(steps: number): Promise<RunReply> {
    return this.ask({ op: "run", steps });
  }

  /** Ends the process: it stops at the end of its input, or is stopped after a second. */
  async close(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null || this.#failure) return;
    const exited = new Promise<void>((resolve) => this.#child.once("exit", () => resolve()));
    this.#child.stdin!.end();
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), 1000);
    await exited;
    clearTimeout(timer);
  }

  /** Any other line: requests are asked one after the other, so the next line is the answer. */
  async ask<Reply>(request: OpenRequest | RunRequest | { readonly op: string }): Promise<Reply> {
    this.#child.stdin!.write(`${JSON.stringify(request)}\n`);
    const { value, done } = await this.#lines.next();
    if (done) {
      const reason = this.#failure?.message ?? (this.#errors.trim() || "no message");
      throw new Error(`${this.name} ended without an answer to "${request.op}": ${reason}`);
    }
    return JSON.parse(value) as Reply;
  }
}
