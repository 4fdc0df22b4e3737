/**
 * How long does it take to classify a folder of photos with ResNet-18, from the start of the program to its end, and
 * how much memory, beside the same program in torchvision and transformers.js' pipeline on the same ONNX model?
 *
 *   node build/bench/classify.js [--rounds 5] [--images 500] [--threads 2] [--workers 2] [--batch 32] [--json]
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import * as models from "../src/models/index.ts";
import { zeros } from "../src/tensor/index.ts";
import { manualSeed } from "../src/util/default-rng.ts";
import { writePhotos } from "./support/loader-files.ts";
import { describeMachine, machine } from "./support/machine.ts";
import { count } from "./support/options.ts";
import { root, source } from "./support/paths.ts";
import { measureProgram, type Usage } from "./support/process-tree.ts";
import { addResult } from "./support/results.ts";
import { median, quartiles } from "./support/statistics.ts";
import { formatTable } from "./support/summary.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    images: { type: "string", default: "500" },
    threads: { type: "string", default: "2" },
    workers: { type: "string", default: "2" },
    batch: { type: "string", default: "32" },
    python: { type: "string", default: "/usr/bin/python3" },
    json: { type: "boolean", default: false },
  },
});
const images = count("images", values.images);

/** One program: its command line, and where it writes its rows. */
interface Program {
  readonly name: string;
  readonly command: readonly string[];
  readonly out: string;
}

interface Row {
  readonly file: string;
  readonly top: readonly { readonly class: string; readonly probability: number }[];
}

console.log(describeMachine(machine()));
console.log(
  `goals for ${images} photos: 1.5 times as fast as torchvision, twice as fast as transformers.js; no more memory than torchvision`,
);
const folder = await mkdtemp(join(tmpdir(), "tsvision-bench-"));
try {
  const programs = await prepare(folder);
  const usages = await measure(programs);
  console.log(await table(programs, usages));
  if (values.json) console.log(`added to ${addResult("classify", { machine: machine(), usages })}`);
} finally {
  await rm(folder, { recursive: true });
}

async function prepare(folder: string): Promise<Program[]> {
  const photos = await writePhotos(join(folder, "photos"), images);
  manualSeed(0);
  const model = models.buildModel({ name: "resnet18", options: {} });
  const weights = join(folder, "resnet18.pth");
  await models.save(weights, model.stateDict());
  await writeHubModel(join(folder, "models", "resnet18"), model);
  const { threads, workers, batch, python } = values;
  const out = (name: string) => join(folder, `${name}.jsonl`);
  const tool = join(root, "build", "src", "cli", "main.js");
  const own = ["classify", photos, "--model", "resnet18", "--weights", weights, "--batch", batch];
  return [
    {
      name: "tsvision",
      command: [process.execPath, tool, ...own, "--out", out("tsvision"), "--force", "--quiet"],
      out: out("tsvision"),
    },
    {
      name: "torchvision",
      command: [
        ...[python, source("peers", "torch_classify.py"), photos, weights],
        ...[out("torchvision"), threads, workers, batch],
      ],
      out: out("torchvision"),
    },
    {
      name: "transformers.js",
      command: [
        ...[process.execPath, source("peers", "transformers-classify.mjs"), photos],
        ...[join(folder, "models"), out("transformers"), threads, batch],
      ],
      out: out("transformers"),
    },
  ];
}

// The files that the pipeline looks for.
async function writeHubModel(folder: string, model: ReturnType<typeof models.buildModel>) {
  await mkdir(join(folder, "onnx"), { recursive: true });
  await models.saveOnnx(join(folder, "onnx", "model.onnx"), model, zeros([1, 3, 224, 224]), {
    inputName: "pixel_values",
    outputName: "logits",
  });
  const { categories } = models.weights("ResNet18_Weights.DEFAULT");
  const config = { model_type: "resnet", id2label: Object.fromEntries(categories.entries()) };
  const preparation = {
    image_processor_type: "ConvNextImageProcessor",
    do_resize: true,
    size: { shortest_edge: 256 },
    do_center_crop: true,
    crop_size: { height: 224, width: 224 },
    crop_pct: 224 / 256,
    resample: 2,
    do_rescale: true,
    do_normalize: true,
    image_mean: [0.485, 0.456, 0.406],
    image_std: [0.229, 0.224, 0.225],
  };
  await writeFile(join(folder, "config.json"), JSON.stringify(config));
  await writeFile(join(folder, "preprocessor_config.json"), JSON.stringify(preparation));
}

// [program][round]; all take turns, after one round to warm the disk's cache.
async function measure(programs: readonly Program[]): Promise<Usage[][]> {
  const usages: Usage[][] = programs.map(() => []);
  for (let round = -1; round < count("rounds", values.rounds); round++)
    for (const [i, { command }] of programs.entries()) {
      const usage = await measureProgram(command[0]!, command.slice(1));
      if (round >= 0) usages[i]!.push(usage);
    }
  return usages;
}

async function table(programs: readonly Program[], usages: readonly Usage[][]): Promise<string> {
  const head = ["", "seconds", "CPU s", "VmHWM MiB", "Pss MiB", "time / ours", "quartiles"];
  const [own] = usages as [Usage[]];
  const rows = await Promise.all(programs.map(({ out }) => readRows(out)));
  const lines = programs.map(({ name }, i) => {
    const middle = (of: (usage: Usage) => number) => median(usages[i]!.map(of));
    const ratio = quartiles(usages[i]!.map(({ seconds }, round) => seconds / own[round]!.seconds));
    const cpu = quartiles(usages[i]!.map(({ cpu }, round) => cpu / own[round]!.cpu));
    return [
      name,
      middle(({ seconds }) => seconds).toFixed(2),
      middle(({ cpu }) => cpu).toFixed(2),
      middle(({ peak }) => peak).toFixed(0),
      middle(({ shared }) => shared).toFixed(0),
      ratio.median.toFixed(2),
      `${ratio.low.toFixed(2)}..${ratio.high.toFixed(2)}`,
      cpu.median.toFixed(2),
      sameAnswers(rows[0]!, rows[i]!),
    ];
  });
  return formatTable([[...head, "CPU / ours", "same class"], ...lines]);
}

async function readRows(file: string): Promise<Row[]> {
  const lines = (await readFile(file, "utf8")).trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line) as Row);
}

function sameAnswers(own: readonly Row[], other: readonly Row[]): string {
  const answers = new Map(other.map(({ file, top }) => [file, top[0]!.class]));
  if (answers.size !== own.length) throw new Error(`${answers.size} rows for ${own.length}`);
  return `${own.filter(({ file, top }) => answers.get(file) === top[0]!.class).length}`;
}
