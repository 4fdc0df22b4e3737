/**
 * Does memory stay where it is during a long training run, also for a user who keeps the loss of every step?
 *
 *   node build/bench/memory.js [--net mlp] [--steps 10000] [--every 1000] [--young MiB] [--json]
 */
import { execFile } from "node:child_process";
import { parseArgs, promisify } from "node:util";
import { describeMachine, machine } from "./support/machine.ts";
import { formatMemory, type MemoryPlan, type MemoryReport } from "./support/memory-report.ts";
import { count } from "./support/options.ts";
import { compiled } from "./support/paths.ts";
import { addResult } from "./support/results.ts";

const { values } = parseArgs({
  options: {
    net: { type: "string", default: "mlp" },
    steps: { type: "string", default: "10000" },
    every: { type: "string", default: "1000" },
    young: { type: "string" },
    json: { type: "boolean", default: false },
  },
});
if (values.net !== "mlp" && values.net !== "cnn") throw new Error("--net: expected mlp or cnn");
const net = values.net;
const steps = count("steps", values.steps);
const every = count("every", values.every);
// V8 lets the space of young objects grow while a program allocates much; a fixed size takes that out of the readings.
const flags =
  values.young === undefined ? [] : [`--max-semi-space-size=${count("young", values.young)}`];

console.log("memory: the last reading within 5 % of the first, with fresh arrays each step");
console.log(describeMachine(machine()));
if (flags.length > 0) console.log(`Node runs with ${flags.join(" ")}`);
const variants = [];
for (const keepLosses of [false, true]) {
  console.log(
    `\n${net}, ${steps} steps, ${keepLosses ? "every loss kept in an array" : "nothing kept"}`,
  );
  const reports = await measure({ net, steps, every, keepLosses });
  const readings = reports.flatMap((report) => ("reading" in report ? [report.reading] : []));
  const totals = reports.find((report) => "peak" in report);
  console.log(formatMemory(readings));
  if (totals !== undefined) {
    const peak = (totals.peak / 2 ** 20).toFixed(0);
    console.log(`peak rss ${peak} MiB, ${totals.compiles} compiles, ${totals.runs} runs`);
  }
  variants.push({ keepLosses, readings, totals });
}
if (values.json)
  console.log(
    `added to ${addResult("memory", { machine: machine(), net, steps, flags, variants })}`,
  );

// A process of its own for each variant: nothing of the one before is in its memory.
async function measure(plan: MemoryPlan): Promise<MemoryReport[]> {
  const script = compiled("peers", "memory-steps.js");
  const args = [...flags, "--expose-gc", script, JSON.stringify(plan)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const lines = stdout.trim().split("\n");
  return lines.map((line) => JSON.parse(line) as MemoryReport);
}
