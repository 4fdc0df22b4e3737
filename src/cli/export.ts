import type { Command } from "commander";
import { writeFileAtomic } from "../io/index.ts";
import { type Precision, precisions } from "../models/export-onnx.ts";
import { checkChoice } from "../util/check.ts";
import type { CliCommand, CommandCall, ExitCode } from "./command.ts";
import { defaultWeights } from "./default-weights.ts";
import { addClassifierOptions, type ClassifierFlags, openClassifier } from "./open-classifier.ts";
import { wholeNumber } from "./option-values.ts";
import { addFormatOptions, outputFormat, RowWriter } from "./output.ts";
import { freeTarget } from "./target.ts";

/** Writes a classifier as an ONNX file. */
export const exportCommand: CliCommand = {
  name: "export",
  summary: "Write a classifier as an ONNX file, which any ONNX runtime computes with.",
  examples: [
    ["tsvision export", `writes ${defaultWeights} as model.onnx`],
    ["tsvision export --weights pets.safetensors --out pets.onnx", "another one"],
    [
      "tsvision export --model resnet18 --weights own.pth",
      "a torchvision model, no Python anywhere",
    ],
    ["tsvision export --model vit_b_16 --precision int8", "a quarter of the file, twice as fast"],
  ],
  configure,
  run: runExport,
};

function configure(command: Command): void {
  addClassifierOptions(command)
    .option("-o, --out <file>", "where the ONNX file goes", "model.onnx")
    .option("--opset <n>", "version of ONNX's operators, 15 to 17", wholeNumber(1), 17)
    .option(
      "--precision <name>",
      "how weights are stored: float32, float16 (half the file) or int8 (a quarter)",
      "float32",
    )
    .option("--fixed-batch", "one image at a time, for runtimes that need fixed sizes");
  addFormatOptions(command).option("-f, --force", "replace an ONNX file that is there");
}

interface Flags extends ClassifierFlags {
  readonly out: string;
  readonly opset: number;
  readonly precision: Precision;
  readonly fixedBatch?: boolean;
  readonly force?: boolean;
}

async function runExport({ flags, context }: CommandCall): Promise<ExitCode> {
  const { stdout, cwd } = context;
  const {
    out,
    opset,
    precision,
    fixedBatch = false,
    force = false,
    ...own
  } = flags as unknown as Flags;
  const format = outputFormat(flags, stdout.isTTY);
  checkChoice("tsvision", "--precision", precision, precisions);
  const target = await freeTarget(out, cwd, force);
  const { classifier } = await openClassifier(own, context);
  const bytes = await classifier.toOnnx({ dynamicBatch: !fixedBatch, opset, precision });
  await writeFileAtomic(target, bytes, { overwrite: force });
  const rows = new RowWriter(stdout, format, columns);
  await rows.write({
    out,
    classes: classifier.classes.length,
    bytes: bytes.length,
    opset,
    precision,
  });
  await rows.end();
  return 0;
}

const columns = ["out", "classes", "bytes", "opset", "precision"].map((key) => ({ key }));
