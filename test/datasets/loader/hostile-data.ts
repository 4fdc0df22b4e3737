import { readFile } from "node:fs/promises";
import type { Dataset, WorkerModule } from "../../../src/datasets/index.ts";
import { readImage } from "../../../src/io/index.ts";
import { childrenOf, until } from "../../io/processes.ts";

/** Files, one of which a decoder does not survive. */
export interface HostileOptions {
  readonly files: readonly string[];
  readonly at: number;
  readonly signal: NodeJS.Signals;
  /** It takes long to decode. */
  readonly slow: string;
}

/** `[index, width]` of files; while file `at` is decoded, a signal ends all decoders. */
export function makeHostile(options: HostileOptions): Dataset<[number, number]> {
  const { files, at, signal, slow } = options;
  const get = async (index: number): Promise<[number, number]> => {
    const reading = readImage(index === at ? slow : files[index]!);
    if (index === at) await kill(signal);
    return [index, (await reading).width];
  };
  const toWorker = (): WorkerModule => ({
    module: import.meta.url,
    export: "makeHostile",
    data: options,
  });
  return { length: files.length, get, toWorker, describe: (index) => files[index]! };
}

async function kill(signal: NodeJS.Signals): Promise<void> {
  const before = await decoders();
  const busy = async () => {
    for (const [pid, ticks] of await decoders())
      if (ticks >= (before.get(pid) ?? 100) + 5) return true;
    return false;
  };
  await until(busy, 10_000);
  for (const pid of before.keys()) process.kill(pid, signal);
}

// Those that are there, each with the processor time that it took, in hundredths of a second.
async function decoders(): Promise<Map<number, number>> {
  const times = new Map<number, number>();
  for (const pid of await childrenOf(process.pid)) {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    times.set(pid, Number(fields[11]) + Number(fields[12]));
  }
  return times;
}
