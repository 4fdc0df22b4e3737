import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** What a program took, with all processes that it started. */
export interface Usage {
  /** From its start to its end. */
  readonly seconds: number;
  /** Of all cores. */
  readonly cpu: number;
  /** The sum of the largest resident sizes (VmHWM), MiB; pages that two processes share count twice. */
  readonly peak: number;
  /** The largest sum of proportional sizes (Pss) that was seen, MiB; shared pages count once. */
  readonly shared: number;
}

const every = 50; // ms between two looks

/** Runs a program to its end. Linux only. Throws with what it said where it fails. */
export async function measureProgram(command: string, args: readonly string[]): Promise<Usage> {
  // bash's `time` knows the processor time of all children that were waited for.
  const script = 'TIMEFORMAT="%R %U %S"; time "$@"';
  const start = performance.now();
  const child = spawn("bash", ["-c", script, "bash", command, ...args], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-4000);
  });
  const peaks = new Map<number, number>();
  let shared = 0;
  const timer = setInterval(() => {
    shared = Math.max(shared, look(child.pid!, peaks));
  }, every);
  const code = await new Promise((resolve) => child.on("close", resolve));
  clearInterval(timer);
  const seconds = (performance.now() - start) / 1000;
  const times = /([\d.]+) ([\d.]+) ([\d.]+)\s*$/.exec(said);
  if (code !== 0 || times === null) throw new Error(`${command}: exit code ${code}: ${said}`);
  const peak = [...peaks.values()].reduce((sum, kib) => sum + kib, 0) / 1024;
  return { seconds, cpu: Number(times[2]) + Number(times[3]), peak, shared: shared / 1024 };
}

// Notes each process's largest size, and returns the sum of the proportional ones, in KiB.
function look(root: number, peaks: Map<number, number>): number {
  let sum = 0;
  for (const pid of childrenOf(root)) {
    const [status, rollup] = [read(pid, "status"), read(pid, "smaps_rollup")];
    const high = /^VmHWM:\s+(\d+)/m.exec(status)?.[1];
    if (high !== undefined) peaks.set(pid, Math.max(peaks.get(pid) ?? 0, Number(high)));
    sum += Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
  }
  return sum;
}

function childrenOf(pid: number): number[] {
  let tasks: string[];
  try {
    tasks = readdirSync(`/proc/${pid}/task`);
  } catch {
    return []; // ended
  }
  const own = tasks.flatMap((task) => read(pid, `task/${task}/children`).split(" "));
  const children = own.filter((text) => text !== "").map(Number);
  return [...children, ...children.flatMap(childrenOf)];
}

function read(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "utf8");
  } catch {
    return ""; // ended meanwhile
  }
}
