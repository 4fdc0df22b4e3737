import { resolve } from "node:path";
import type { Command } from "commander";
import fastGlob from "fast-glob";
import { writeFileAtomic } from "../io/index.ts";
import { expected } from "../util/errors.ts";
import type { CliCommand, CommandCall, ExitCode } from "./command.ts";
import { mergedBytes, orderParts } from "./merge-parts.ts";
import { addFormatOptions, outputFormat, RowWriter } from "./output.ts";
import { freeTarget } from "./target.ts";

/** Puts the parts of a job together. */
export const merge: CliCommand = {
  name: "merge",
  summary: "Put the parts that `classify --shard` wrote together, each input exactly once.",
  examples: [
    [
      "tsvision merge all.*-of-16.jsonl -o all.jsonl",
      "checks that all sixteen are there, whole and of one job",
    ],
    ["tsvision merge parts/* -o all.jsonl --force", "replaces a file that is there"],
  ],
  configure,
  run: runMerge,
};

function configure(command: Command): void {
  command
    .argument("<part...>", "files that `classify --shard` wrote, or globs")
    .requiredOption("-o, --out <file>", "where all rows go, in the order of the inputs");
  addFormatOptions(command).option("-f, --force", "replace a file that is there");
}

interface Flags {
  readonly out: string;
  readonly force?: boolean;
}

async function runMerge({ args, flags, context }: CommandCall): Promise<ExitCode> {
  const { stdout, cwd } = context;
  const { out, force = false } = flags as unknown as Flags;
  const format = outputFormat(flags, stdout.isTTY);
  const target = await freeTarget(out, cwd, force);
  const parts = await orderParts(await listParts(args, cwd));
  await writeFileAtomic(target, mergedBytes(parts), { overwrite: force });
  const failed = parts.reduce((sum, { footer }) => sum + footer.failed, 0);
  const rows = new RowWriter(stdout, format, columns);
  await rows.write({ out, parts: parts.length, rows: parts[0]!.footer.inputs, failed });
  await rows.end();
  return 0;
}

const columns = ["out", "parts", "rows", "failed"].map((key) => ({ key }));

// Each file once, though two globs may match it.
async function listParts(patterns: readonly string[], cwd: string): Promise<string[]> {
  const paths = await Promise.all(
    patterns.map(async (pattern) =>
      fastGlob.isDynamicPattern(pattern) ? fastGlob.glob(pattern, { cwd }) : [pattern],
    ),
  );
  const found = new Set(paths.flat().map((path) => resolve(cwd, path)));
  if (found.size > 0) return [...found];
  throw expected("tsvision merge", "parts", patterns, "check the paths");
}
