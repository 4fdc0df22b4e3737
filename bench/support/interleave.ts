import { setTimeout as sleep } from "node:timers/promises";
import type { RunReply } from "./protocol.ts";

/** Something that trains when it is asked to. */
export interface Runner {
  readonly name: string;
  run(steps: number): Promise<RunReply>;
}

/** How the turns are dealt out. */
export interface Turns {
  readonly rounds: number;
  readonly steps: number;
  /** Milliseconds between two turns, in which the last one's threads fall asleep. Default 20. */
  readonly rest?: number;
}

/**
 * Lets each runner train in turn, A, B, C, A, B, C, ..., so that a change of the machine's load meets all of them.
 * Gives the seconds of each step: `[runner][round][step]`.
 */
export async function interleave(
  runners: readonly Runner[],
  { rounds, steps, rest = 20 }: Turns,
): Promise<number[][][]> {
  const seconds: number[][][] = runners.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [i, runner] of runners.entries()) {
      await sleep(rest);
      seconds[i]!.push([...(await runner.run(steps)).seconds]);
    }
  }
  return seconds;
}
