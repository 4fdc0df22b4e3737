import { execFile } from "node:child_process";
import type { Finished } from "./run-node.ts";

/**
 * Runs a program text under this Node where no file may have more than 50 or 100 KiB: writes then fail, the first of them short, as
 * on a full disk. Needs a POSIX shell.
 */
export function runFull(program: string, args: readonly string[]): Promise<Finished> {
  const shell = ["-c", 'ulimit -f 100 && exec "$0" "$@"', process.execPath];
  const node = ["--input-type=module", "-e", program, ...args];
  return new Promise((resolve) => {
    execFile("sh", [...shell, ...node], (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr });
    });
  });
}
