import { createHash } from "node:crypto";
import { readFileSync, realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readJpegFile } from "../../../src/io/jpeg-file.ts";
import { decodeJpeg } from "../../../src/io/kernels/jpeg.ts";
import type { JpegShrink } from "../../../src/io/kernels/jpeg-plan.ts";

/** A row of what fixtures/golden/io/make-jpeg.py writes. */
export interface PillowRow {
  readonly jpeg: string;
  readonly size: readonly [number, number];
  readonly mode: string;
  readonly orientation: number;
  readonly pixels: string;
  /** By scale. */
  readonly drafts: Readonly<Record<string, string>>;
}

/** How many files our decoder takes, and what is different from Pillow. */
export interface Comparison {
  taken: number;
  left: number;
  drafts: number;
  readonly different: string[];
}

/** Compares our decoder with Pillow's results, whole pictures and drafts. */
export function comparePillow(rows: readonly PillowRow[]): Comparison {
  const result: Comparison = { taken: 0, left: 0, drafts: 0, different: [] };
  for (const [i, row] of rows.entries()) {
    const bytes = new Uint8Array(Buffer.from(row.jpeg, "base64"));
    const file = readJpegFile(bytes);
    if (file === undefined) {
      result.left++;
      continue;
    }
    result.taken++;
    const { width, height, orientation } = file;
    const shape = file.components.map(({ across, down }) => `${across}x${down}`);
    const at = `row ${i}, ${height} x ${width}, ${shape}, restarts ${file.interval}`;
    if (`${[height, width, orientation]}` !== `${[...row.size, row.orientation]}`)
      result.different.push(`${at}: size or orientation`);
    for (const [scale, want] of [["1", row.pixels], ...Object.entries(row.drafts)]) {
      const shrink = Number(scale) as JpegShrink;
      const window = { width: Math.ceil(width / shrink), height: Math.ceil(height / shrink) };
      const got = decodeJpeg(bytes, file, shrink, { top: 0, left: 0, ...window });
      if (got === undefined || digest(got) !== want) result.different.push(`${at}: by ${scale}`);
      if (shrink > 1) result.drafts++;
    }
  }
  return result;
}

function digest(data: Uint8Array): string {
  return createHash("sha256").update(data).digest("hex").slice(0, 32);
}

const started = process.argv[1];
if (started !== undefined && realpathSync(started) === fileURLToPath(import.meta.url))
  console.log(comparePillow(JSON.parse(readFileSync(process.argv[2]!, "utf8")).rows));
