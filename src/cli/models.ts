import type { Command } from "commander";
import { list, type Weights, weights } from "../models/index.ts";
import { VisionError } from "../util/errors.ts";
import { nearestNames } from "../util/nearest.ts";
import type { CliCommand, CommandCall, ExitCode } from "./command.ts";
import { addFormatOptions, type Column, outputFormat, type Row, RowWriter } from "./output.ts";

/** Lists the models and their weights. */
export const modelsCommand: CliCommand = {
  name: "models",
  summary: "List the models that can be built, their weights, accuracy and size.",
  examples: [
    ["tsvision models", "all of torchvision's, with top-1 and top-5 accuracy on ImageNet"],
    ["tsvision models 'resnet*' 'vit*' --csv", "these families, for a spreadsheet"],
    ["tsvision models --default --json", "the best weights of each, with address and licence"],
  ],
  configure,
  run: runModels,
};

function configure(command: Command): void {
  command
    .argument("[name...]", "names, or patterns of names such as 'resnet*'")
    .option("--default", "only the weights that DEFAULT means");
  addFormatOptions(command);
}

async function runModels({ args, flags, context }: CommandCall): Promise<ExitCode> {
  const { stdout } = context;
  const format = outputFormat(flags, stdout.isTTY);
  const isJson = format === "json" || format === "jsonl";
  const rows = new RowWriter(stdout, format, isJson ? [...columns, ...more] : columns);
  for (const name of named(args)) {
    const entries = weights(name) as readonly Weights[];
    const shown =
      flags["default"] === true ? entries.filter(({ isDefault }) => isDefault) : entries;
    for (const entry of shown) await rows.write(rowOf(name, entry));
    if (entries.length === 0) await rows.write({ model: name });
  }
  await rows.end();
  return 0;
}

// Each argument must find something: a misspelt name must not look like a model without weights.
function named(patterns: readonly string[]): string[] {
  for (const pattern of patterns) {
    if (list({ include: pattern }).length > 0) continue;
    throw new VisionError({
      code: "NOT_FOUND",
      who: "tsvision",
      expected: "a model of that name",
      got: pattern,
      hint: `did you mean ${nearestNames(pattern, list()).join(", ")}?`,
    });
  }
  const collator = new Intl.Collator("en", { numeric: true }); // resnet18 before resnet101
  return list(patterns.length === 0 ? {} : { include: patterns }).sort(collator.compare);
}

const columns: readonly Column[] = [
  { key: "model" },
  { key: "weights" },
  { key: "acc1", show: (value) => value.toFixed(3) },
  { key: "acc5", show: (value) => value.toFixed(3) },
  { key: "params", show: (value) => `${(value / 1e6).toFixed(1)} M` },
  { key: "gflops", show: (value) => value.toFixed(2) },
  { key: "mebibytes", show: (value) => value.toFixed(1) },
  { key: "input" },
  { key: "default" },
];

const more: readonly Column[] = ["url", "sha256", "license", "recipe"].map((key) => ({ key }));

function rowOf(model: string, entry: Weights): Row {
  const { name, acc1, acc5, numParams, gflops, fileSize, isDefault } = entry;
  const { url, sha256, license, recipe } = entry;
  const input = Number(entry.transforms().options.cropSize);
  const numbers = { acc1, acc5, params: numParams, gflops, mebibytes: fileSize, input };
  return { model, weights: name, ...numbers, default: isDefault, url, sha256, license, recipe };
}
