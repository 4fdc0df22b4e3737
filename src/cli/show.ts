import { resolve } from "node:path";
import type { Command } from "commander";
import { encodePng, readImage, writeFileAtomic } from "../io/index.ts";
import type { Image } from "../sample/index.ts";
import { expected, VisionError } from "../util/errors.ts";
import { type ContactCell, contactSheet } from "../utils/index.ts";
import { readBoxes } from "./boxes-file.ts";
import type { CliCommand, CommandCall, ExitCode } from "./command.ts";
import { type CellOptions, drawCells } from "./draw-cells.ts";
import { withHint } from "./in-flags.ts";
import { wholeNumber } from "./option-values.ts";
import { addFormatOptions, outputFormat, RowWriter } from "./output.ts";
import { readPipeline } from "./pipeline-file.ts";
import { freeTarget } from "./target.ts";

/** Shows what a pipeline of transforms makes of one image. */
export const show: CliCommand = {
  name: "show",
  summary: "Show what a pipeline of transforms makes of one image, as a contact sheet.",
  examples: [
    ["tsvision show cat.jpg --transform pipeline.json", "writes sheet.png: the image and 8 draws"],
    [
      "tsvision show cat.jpg -t pipeline.json --boxes boxes.json --draws 15 --seed 7",
      "with boxes, and the draws of seeds 7 to 21",
    ],
  ],
  configure,
  run: runShow,
};

function configure(command: Command): void {
  command
    .argument("<image>", "an image file")
    .requiredOption(
      "-t, --transform <file>",
      "JSON: pipeline.toJSON(), or a list of { name, options }",
    )
    .option("--boxes <file>", "JSON: [[x1, y1, x2, y2], ...], or { boxes, format, labels }")
    .option("--draws <n>", "how often the pipeline is applied", wholeNumber(1), 8)
    .option(
      "--seed <n>",
      "seed of the first draw; each further draw has the next",
      wholeNumber(0),
      0,
    )
    .option("--columns <n>", "pictures in a row; default: about as many as rows", wholeNumber(1))
    .option(
      "--cell <pixels>",
      "side of the square that pictures are made to fit",
      wholeNumber(16),
      256,
    )
    .option("--gray", "read the image in one grey channel")
    .option("-o, --out <file>", "where the PNG goes", "sheet.png");
  addFormatOptions(command).option("-f, --force", "replace a file that is there");
}

interface Flags {
  readonly transform: string;
  readonly boxes?: string;
  readonly draws: number;
  readonly seed: number;
  readonly columns?: number;
  readonly cell: number;
  readonly gray?: boolean;
  readonly out: string;
  readonly force?: boolean;
}

async function runShow({ args, flags, context }: CommandCall): Promise<ExitCode> {
  const { stdout, cwd } = context;
  const own = flags as unknown as Flags;
  const { draws, seed, columns, cell, gray = false, out, force = false } = own;
  const format = outputFormat(flags, stdout.isTTY);
  const target = await freeTarget(out, cwd, force);
  const pipeline = await readPipeline(own.transform, cwd);
  const image = await readImage(resolve(cwd, args[0]!), { mode: gray ? "gray" : "rgb" });
  const labelled =
    own.boxes === undefined ? undefined : await readBoxes(own.boxes, cwd, image.size);
  checkSheet(draws, cell);
  const cells = cellsOf(image, { pipeline, labelled, draws, seed, cell });
  const { bytes, width, height } = await sheetOf(cells, columns);
  await writeFileAtomic(target, bytes, { overwrite: force });
  const rows = new RowWriter(stdout, format, outputs);
  await rows.write({ out, pictures: cells.length, width, height, bytes: bytes.length });
  await rows.end();
  return 0;
}

function cellsOf(image: Image, options: CellOptions): ContactCell[] {
  try {
    return drawCells(image, options);
  } catch (error) {
    const wantsBoxes = error instanceof VisionError && error.expected.includes("BoundingBoxes");
    if (!wantsBoxes || options.labelled !== undefined) throw error;
    throw withHint(error, "this pipeline needs boxes: pass some with --boxes");
  }
}

async function sheetOf(cells: readonly ContactCell[], columns: number | undefined) {
  const sheet = contactSheet(cells, columns === undefined ? {} : { columns });
  return { bytes: await encodePng(sheet), width: sheet.width, height: sheet.height };
}

// Image files of more pixels are refused by most readers, ours included.
const maxPixels = 89_478_485;

function checkSheet(draws: number, cell: number): void {
  if ((draws + 1) * cell ** 2 <= maxPixels) return;
  const hint = "ask for fewer draws, or a smaller --cell";
  throw expected("tsvision", `a sheet of at most ${maxPixels} pixels`, { draws, cell }, hint);
}

const outputs = ["out", "pictures", "width", "height", "bytes"].map((key) => ({ key }));
