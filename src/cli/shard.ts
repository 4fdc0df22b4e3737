import { resolve } from "node:path";
import type { Command } from "commander";
import { writeShards } from "../datasets/index.ts";
import { VisionError } from "../util/errors.ts";
import { byteSize } from "./byte-size.ts";
import type { CliCommand, CommandCall, ExitCode } from "./command.ts";
import { withHint } from "./in-flags.ts";
import { wholeNumber } from "./option-values.ts";
import { addFormatOptions, outputFormat, RowWriter } from "./output.ts";
import { shardProgress } from "./shard-progress.ts";

/** Writes the images of class folders as tar shards. */
export const shard: CliCommand = {
  name: "shard",
  summary: "Write the images of class folders as tar shards, for streaming with WebDataset.",
  examples: [
    ["tsvision shard photos/", "writes shards/data-0000.tar, ... and shards/index.json"],
    [
      "tsvision shard photos/ -o /data/photos --size 1GB --shuffle --seed 1",
      "in a random order, which training from shards needs",
    ],
  ],
  configure,
  run: runShard,
};

function configure(command: Command): void {
  command
    .argument("<folder>", "a folder with one folder of images for each class")
    .option("-o, --out <folder>", "where the shards go; it must be absent or empty", "shards")
    .option("--size <bytes>", "the most bytes of a shard: 512MB, 1GiB, ...", byteSize, 512_000_000)
    .option("--pattern <name>", "the shards' names, %04d is the number", "data-%04d.tar")
    .option("--shuffle", "in a random order; default: sorted by class and name")
    .option("--seed <n>", "what that order derives from", wholeNumber(0), 0);
  addFormatOptions(command).option("-f, --force", "replace what an earlier call wrote there");
}

interface Flags {
  readonly out: string;
  readonly size: number;
  readonly pattern: string;
  readonly shuffle?: boolean;
  readonly seed: number;
  readonly force?: boolean;
}

async function runShard({ args, flags, context }: CommandCall): Promise<ExitCode> {
  const { stdout, cwd, signal } = context;
  const { out, size, pattern, shuffle, seed, force } = flags as unknown as Flags;
  const format = outputFormat(flags, stdout.isTTY);
  const progress = shardProgress(context.stderr, flags.quiet === true);
  const options = { maxBytes: size, pattern, shuffle, seed, overwrite: force, signal };
  try {
    const index = await writeShards(resolve(cwd, args[0]!), resolve(cwd, out), {
      ...options,
      onProgress: progress.update,
    });
    progress.end();
    const files = index.shards.map(({ file }) => file);
    const rows = new RowWriter(stdout, format, outputs);
    await rows.write({
      out,
      shards: files.length,
      images: index.samples,
      classes: index.classes.length,
      bytes: index.shards.reduce((total, { bytes }) => total + bytes, 0),
      first: files[0],
      last: files.at(-1),
    });
    await rows.end();
    return 0;
  } catch (error) {
    if (error instanceof VisionError && error.code === "EXISTS")
      throw withHint(error, "choose another --out, or pass --force to replace older shards");
    throw error;
  } finally {
    progress.end();
  }
}

const outputs = ["out", "shards", "images", "classes", "bytes", "first", "last"].map((key) => ({
  key,
}));
