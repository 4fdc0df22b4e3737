import { commands } from "../../src/cli/commands.ts";
import { runProgram } from "../../src/cli/program.ts";
import { fakeContext } from "./fake-context.ts";

/** Flags of a training run that takes less than a second on fixtures/folder. */
export const tiny: readonly string[] = "--size 28 --gray --epochs 1 --batch 16".split(" ");

/** Runs one call of tsvision in this process, in the folder `cwd`. */
export async function runTool(
  argv: readonly string[],
  { cwd, isTTY = false }: { readonly cwd: string; readonly isTTY?: boolean },
) {
  const { context, stdout, stderr } = fakeContext({ isTTY });
  const code = await runProgram(argv, commands, { ...context, cwd });
  return { code, stdout: stdout.text, stderr: stderr.text };
}
