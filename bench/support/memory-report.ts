import type { MemoryReading } from "./memory-reading.ts";
import { formatTable } from "./summary.ts";
import type { NetName } from "./workload.ts";

/** What a process that measures memory does. */
export interface MemoryPlan {
  readonly net: NetName;
  readonly steps: number;
  /** Steps between two readings. */
  readonly every: number;
  /** Whether the loss tensor of every step stays in an array. */
  readonly keepLosses: boolean;
}

/** A line that such a process prints: a reading, or the totals at its end. */
export type MemoryReport =
  | { readonly reading: MemoryReading }
  | {
      readonly compiles: number;
      readonly runs: number;
      /** The most bytes that the system ever gave the process. */
      readonly peak: number;
      readonly losses: number;
    };

/** Growth that the goal allows between the first and the last reading. */
export const allowedGrowth = 0.05;

const kinds = ["heap", "external", "rss", "rssBefore"] as const;

/** The readings as a table in MiB, the last divided by the first, and whether the goal is met. */
export function formatMemory(readings: readonly MemoryReading[]): string {
  const first = readings[0];
  const last = readings.at(-1);
  if (first === undefined || last === undefined) return "no reading";
  const lines = readings.map((reading) => [
    `step ${reading.step}`,
    ...kinds.map((kind) => (reading[kind] / 2 ** 20).toFixed(2)),
  ]);
  const ratios = kinds.map((kind) => (last[kind] / first[kind]).toFixed(3));
  const head = ["MiB", "heap", "external", "rss", "rss uncollected"];
  const growth = last.rss / first.rss - 1;
  const goal = growth <= allowedGrowth ? "within" : "NOT within";
  const steps = last.step - first.step;
  const perStep = (last.heap + last.external - first.heap - first.external) / steps;
  return [
    formatTable([head, ...lines, ["last / first", ...ratios]]),
    `rss ${(100 * growth).toFixed(1)} % more, ${goal} 5 %; ` +
      `heap and external together ${perStep.toFixed(0)} bytes a step more`,
  ].join("\n");
}
