/**
 * How long does a net take from its file of weights to the first answer, each time in a fresh process, beside
 * torchvision? Files are in the system's cache; imports are not counted, but told.
 *
 *   node build/bench/model-load.js [--models resnet50,vit_b_16] [--rounds 5] [--threads 2]
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import * as models from "../src/models/index.ts";
import { noGrad, setNumThreads, Tensor } from "../src/tensor/index.ts";
import { describeMachine, machine } from "./support/machine.ts";
import { count } from "./support/options.ts";
import { source } from "./support/paths.ts";
import { Peer } from "./support/peer.ts";
import { median, quartiles } from "./support/statistics.ts";
import { formatTable } from "./support/summary.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    models: {
      type: "string",
      default: "resnet50,mobilenet_v3_large,efficientnet_b0,vit_b_16,convnext_tiny",
    },
    rounds: { type: "string", default: "5" },
    threads: { type: "string", default: "2" },
    python: { type: "string", default: "/usr/bin/python3" },
  },
});
const threads = count("threads", values.threads);
const [name, file] = positionals;
if (name !== undefined && file !== undefined) await answer(name, file);
else await compare(count("rounds", values.rounds));

interface Loaded {
  /** Seconds by the clock, and of processor time. */
  readonly loading: number;
  readonly cpu: number;
  readonly imports: number;
}

async function answer(name: string, file: string): Promise<void> {
  const imports = performance.now() / 1000;
  setNumThreads(threads);
  const x = Tensor.fromData(new Float32Array(3 * 224 * 224).fill(0.5), [1, 3, 224, 224]);
  const [start, before] = [performance.now(), process.cpuUsage()];
  const model = await models.get(name)({ weights: file });
  model.eval();
  await noGrad(() => model.forward(x)).data();
  const loading = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(before);
  console.log(JSON.stringify({ loading, cpu: (user + system) / 1e6, imports }));
}

async function compare(rounds: number): Promise<void> {
  console.log(describeMachine(machine()));
  console.log("goal: no longer than torchvision");
  const folder = await mkdtemp(join(tmpdir(), "model-load-"));
  const head = ["model", "ms", "torchvision ms", "ratio", "quartiles", "processor", "imports ms"];
  const lines = [head];
  try {
    for (const name of values.models.split(",")) {
      const file = join(folder, `${name}.pth`);
      await models.save(file, models.buildModel({ name, options: {} }).stateDict());
      lines.push(await row(name, file, rounds));
      await rm(file);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
  console.log(formatTable(lines));
}

async function row(name: string, file: string, rounds: number): Promise<string[]> {
  const self = fileURLToPath(import.meta.url);
  const [ours, theirs]: [Loaded[], Loaded[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    const own = { name: "tsvision", command: process.execPath };
    ours.push(await ask({ ...own, args: [self, name, file, "--threads", `${threads}`] }, {}));
    const peer = { name: "torchvision", command: values.python };
    const open = { model: name, file, batch: 1, threads };
    theirs.push(await ask({ ...peer, args: [source("peers", "torch_inference.py")] }, open));
  }
  const ratio = (key: keyof Loaded) => quartiles(ours.map((one, i) => one[key] / theirs[i]![key]));
  const ms = (all: readonly Loaded[], key: keyof Loaded) =>
    (1000 * median(all.map((one) => one[key]))).toFixed(0);
  const { median: middle, low, high } = ratio("loading");
  const span = `${low.toFixed(2)}..${high.toFixed(2)}`;
  const times = [ms(ours, "loading"), ms(theirs, "loading"), middle.toFixed(2), span];
  const imports = `${ms(ours, "imports")} / ${ms(theirs, "imports")}`;
  return [name, ...times, ratio("cpu").median.toFixed(2), imports];
}

async function ask(command: ConstructorParameters<typeof Peer>[0], open: object): Promise<Loaded> {
  const peer = new Peer(command);
  try {
    return await peer.ask<Loaded>({ op: "open", ...open });
  } finally {
    await peer.close();
  }
}
