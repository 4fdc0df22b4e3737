import { everySecond, type StatusStream, statusLine } from "../util/status-line.ts";

/** Counts images that are in shards on a line of the terminal, once it takes more than a second. */
export function shardProgress(stream: StatusStream, isQuiet: boolean, period?: number) {
  let [done, total] = [0, 0];
  const line = statusLine(stream);
  const ticks = everySecond(() => {
    if (!isQuiet && total > 0) line.show(`shards: ${done} of ${total} images`);
  }, period);
  return {
    update: (count: number, of: number): void => {
      [done, total] = [count, of];
    },
    end: (): void => {
      ticks.end();
      line.end();
    },
  };
}
