/** An output of the process, as far as commands need it. */
export interface Output {
  readonly isTTY?: boolean | undefined;
  write(text: string): boolean;
  once(event: "drain" | "close" | "error", listener: () => void): unknown;
  removeListener(event: "drain" | "close" | "error", listener: () => void): unknown;
}

/** What a command knows of the process it runs in; tests pass their own. */
export interface CliContext {
  /** Results, and nothing else. */
  readonly stdout: Output;
  /** Progress, hints and errors. */
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Aborted by the first Ctrl-C or SIGTERM, and when nobody reads the results any more. */
  readonly signal: AbortSignal;
}
