import { readPth } from "../../src/models/pth.ts";
import { VisionError } from "../../src/util/errors.ts";

/**
 * What reading a file took; `extra` counts the bytes of memory above what was there before, `milliseconds` processor
 * time, which other programs on the machine do not lengthen.
 */
export interface Measured {
  readonly ends: string;
  readonly extra: number;
  readonly milliseconds: number;
}

const before = process.memoryUsage.rss();
const start = process.cpuUsage();
const ends = await readPth(process.argv[2]!).then(
  () => "read",
  (error: unknown) => (error instanceof VisionError ? error.code : String(error)),
);
const { user, system } = process.cpuUsage(start);
const milliseconds = (user + system) / 1000;
const extra = 1024 * process.resourceUsage().maxRSS - before;
process.stdout.write(JSON.stringify({ ends, extra, milliseconds } satisfies Measured));
