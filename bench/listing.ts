/**
 * How long does ImageFolder take to list 100,000 files, and how much memory, beside torchvision's?
 *
 *   node build/bench/listing.js [--rounds 9] [--files 100000] [--classes 100] [--python path] [--json]
 */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs, promisify } from "node:util";
import type { ListingReply } from "./support/listing-protocol.ts";
import { describeMachine, machine } from "./support/machine.ts";
import { count } from "./support/options.ts";
import { compiled, source } from "./support/paths.ts";
import { addResult } from "./support/results.ts";
import { median, quartiles } from "./support/statistics.ts";
import { formatTable } from "./support/summary.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "9" },
    files: { type: "string", default: "100000" },
    classes: { type: "string", default: "100" },
    python: { type: "string", default: "/usr/bin/python3" },
    json: { type: "boolean", default: false },
  },
});
const rounds = count("rounds", values.rounds);
const files = count("files", values.files);
const classes = count("classes", values.classes);

console.log(describeMachine(machine()));
const folder = await mkdtemp(join(tmpdir(), "tsvision-bench-"));
try {
  const [root, small] = [join(folder, "all"), join(folder, "small")];
  await write(root, files, classes);
  await write(small, 1, 1);
  const commands = [
    [process.execPath, compiled("peers", "tsvision-listing.js")],
    [values.python, source("peers", "torch_listing.py")],
  ] as const;
  // A new process each time: a program lists once.
  const replies: ListingReply[][] = commands.map(() => []);
  for (let round = 0; round < rounds; round++)
    for (const [i, [command, script]] of commands.entries()) {
      const { stdout } = await promisify(execFile)(command, [script, root, small]);
      replies[i]!.push(JSON.parse(stdout) as ListingReply);
    }
  report(replies);
  if (values.json) addResult("listing", { machine: machine(), files, classes, replies });
} finally {
  await rm(folder, { recursive: true });
}

async function write(root: string, length: number, folders: number): Promise<void> {
  for (let i = 0; i < folders; i++)
    await mkdir(join(root, `class_${String(i).padStart(4, "0")}`), { recursive: true });
  // In an order that is not that of the names, as files mostly come.
  for (let i = 0; i < length; i++) {
    const name = `image_${String((i * 7919) % length).padStart(8, "0")}.jpg`;
    await writeFile(join(root, `class_${String(i % folders).padStart(4, "0")}`, name), "");
  }
}

function report([ours = [], theirs = []]: readonly (readonly ListingReply[])[]): void {
  const row = (name: string, replies: readonly ListingReply[]) => [
    name,
    median(replies.map(({ seconds }) => 1000 * seconds)).toFixed(0),
    median(replies.map(({ cpu }) => 1000 * cpu)).toFixed(0),
    median(replies.map(({ bytes, files }) => bytes / files)).toFixed(0),
  ];
  const ratios = (key: "cpu" | "seconds") => {
    const { low, median, high } = quartiles(ours.map((reply, i) => reply[key] / theirs[i]![key]));
    return `${median.toFixed(2)} (${low.toFixed(2)}..${high.toFixed(2)})`;
  };
  const head = ["", "ms", "ms of processor time", "bytes a file"];
  console.log(formatTable([head, row("tsvision", ours), row("torchvision", theirs)]));
  console.log(`tsvision / torchvision: time ${ratios("seconds")}, processor ${ratios("cpu")}`);
  console.log("goals: at most 1, and less than 200 bytes a file");
}
