import { arch, availableParallelism, cpus, loadavg, platform, release, totalmem } from "node:os";

/** What a reader must know of the machine to judge a timing. */
export interface Machine {
  readonly cpu: string;
  /** Cores that this process may use. */
  readonly cores: number;
  readonly memoryGib: number;
  readonly system: string;
  readonly node: string;
  /** Mean number of runnable processes in the last minute. */
  readonly load: number;
}

/** The machine as it is now. */
export function machine(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: availableParallelism(),
    memoryGib: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${arch()} ${release()}`,
    node: process.version,
    load: loadavg()[0] ?? 0,
  };
}

/** The machine in one line, and a warning in a second one where others use it. */
export function describeMachine({ cpu, cores, memoryGib, system, node, load }: Machine): string {
  const facts = `${cpu}, ${cores} cores, ${memoryGib} GiB, ${system}, Node ${node.slice(1)}`;
  const line = `machine: ${facts}, load ${load.toFixed(2)}`;
  if (load < 0.5) return line;
  return `${line}\nwarning: the machine is not idle; trust the ratios before the times, and wide quartiles not at all`;
}
