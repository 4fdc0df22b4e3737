import type { Command } from "commander";
import type { CliContext } from "./context.ts";

/** Exit codes: 0 all good, 1 some inputs failed, 2 usage or a job that can never work. */
export type ExitCode = 0 | 1 | 2;

/** The flags that every command has. */
export interface CommonFlags {
  readonly quiet?: boolean;
  readonly color?: boolean;
}

/** One subcommand: what it is called, what it says of itself, what it does. */
export interface CliCommand {
  readonly name: string;
  readonly summary: string;
  /** Two or three real calls, each with what it does. */
  readonly examples: readonly (readonly [call: string, what: string])[];
  /** Adds arguments and options. */
  configure(command: Command): void;
  run(call: CommandCall): Promise<ExitCode>;
}

/** What a command is called with. */
export interface CommandCall {
  readonly args: readonly string[];
  readonly flags: Readonly<Record<string, unknown>> & CommonFlags;
  readonly context: CliContext;
}
