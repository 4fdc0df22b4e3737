import type { CliCommand } from "./command.ts";
import { runProgram } from "./program.ts";
import { listenForStop } from "./signals.ts";

/**
 * Runs the program in this process: its arguments, streams and signals, and sets its exit code.
 * When nobody reads the results any more (`tsvision ... | head`), it ends quietly; when they cannot be written (a full
 * disk), it says so and ends with 1.
 */
export async function runMain(
  self: NodeJS.Process,
  commands: readonly CliCommand[],
): Promise<void> {
  const stop = listenForStop(self, (text) => void self.stderr.write(`tsvision: ${text}\n`));
  let isUnread = false;
  let failure: string | undefined;
  const onError = (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") isUnread = true;
    else failure ??= error.message;
    stop.abort();
  };
  self.stdout.on("error", onError);
  self.stderr.on("error", onError);
  const { stdout, stderr, env } = self;
  const context = { stdout, stderr, env, cwd: self.cwd(), signal: stop.signal };
  try {
    const code = await runProgram(self.argv.slice(2), commands, context);
    const unsaid = failure === undefined ? 0 : 1;
    self.exitCode = stop.exitCode() ?? (isUnread ? 0 : Math.max(unsaid, code));
    if (failure !== undefined)
      self.stderr.write(`tsvision: expected to write the results, got ${failure}; make room\n`);
  } finally {
    stop.close();
  }
}
