import { createHash } from "node:crypto";
import { openRegularFile } from "../io/open-regular-file.ts";
import { VisionError } from "../util/errors.ts";
import {
  InputsHash,
  jobDifferences,
  type PartFooter,
  parseFooter,
  readFooter,
} from "./part-file.ts";
import { type FileRecord, readRecords } from "./read-records.ts";

/** A part's path and what its last line says. */
export interface FoundPart {
  readonly path: string;
  readonly footer: PartFooter;
}

/**
 * Reads the footers and puts the parts in order. Throws MISMATCH where parts are missing or there twice,
 * or are of different jobs; INVALID_FILE for files that are no whole parts.
 */
export async function orderParts(paths: readonly string[]): Promise<FoundPart[]> {
  const parts = await Promise.all(
    paths.map(async (path) => ({ path, footer: await readFooter(path) })),
  );
  parts.sort((a, b) => a.footer.part - b.footer.part);
  const first = parts[0]!;
  for (const { path, footer } of parts) {
    const differences = jobDifferences(first.footer, footer);
    if (first.footer.of !== footer.of) differences.unshift("the number of parts");
    if (differences.length > 0)
      throw mismatch(
        path,
        `parts of one job, that of ${first.path}`,
        `${differences.join(", ")} differ`,
      );
  }
  const twice = parts.find(({ footer }, i) => parts[i - 1]?.footer.part === footer.part);
  if (twice !== undefined) throw mismatch(twice.path, "each part once", "it twice");
  const there = new Set(parts.map(({ footer }) => footer.part));
  const { of } = first.footer;
  const missing = Array.from({ length: of }, (_, i) => i + 1).filter((part) => !there.has(part));
  if (missing.length === 0) return parts;
  const list = `${missing.slice(0, 20).join(", ")}${missing.length > 20 ? ", ..." : ""}`;
  const got = `no part ${list}`;
  throw mismatch(first.path, `all ${of} parts of its job`, got, "write these parts first");
}

/**
 * The rows of parts in the order of the inputs, as lines. Each line is checked: digests of the parts, and
 * that together they answer each input of the job exactly once. Nothing may be kept if this throws.
 */
export async function* mergedBytes(
  parts: readonly FoundPart[],
): AsyncGenerator<Uint8Array, void, undefined> {
  const inputs = new InputsHash();
  let count = 0;
  for (const part of parts)
    for await (const { text, file } of rowsOf(part)) {
      inputs.add(file);
      count++;
      yield Buffer.from(`${text}\n`);
    }
  const { path, footer } = parts[0]!;
  if (count === footer.inputs && inputs.digest() === footer.inputsSha256) return;
  const got = `${count} rows of other files, or in another order`;
  throw mismatch(path, `one row for each of ${footer.inputs} inputs`, got, "write the parts anew");
}

async function* rowsOf({ path, footer }: FoundPart) {
  const hash = createHash("sha256");
  let rows = 0;
  const handle = await openRegularFile("tsvision", path);
  try {
    for await (const record of readRecords(handle)) {
      if (parseFooter(record.text) !== undefined) break;
      hash.update(`${record.text}\n`);
      rows++;
      yield { text: record.text, file: fileOf(record, path) };
    }
  } finally {
    await handle.close();
  }
  if (rows === footer.rows && hash.digest("hex") === footer.rowsSha256) return;
  throw damaged(path, `${rows} rows with another digest`);
}

function fileOf({ text }: FileRecord, path: string): string {
  try {
    const { file } = JSON.parse(text) as { file: unknown };
    if (typeof file === "string") return file;
  } catch {
    // told below
  }
  throw damaged(path, text);
}

function damaged(file: string, got: unknown): VisionError {
  return new VisionError({
    code: "INVALID_FILE",
    who: "tsvision merge",
    file,
    expected: "the rows that its last line tells of",
    got,
    hint: "the part was changed: write it again with `classify --shard` and --force",
  });
}

function mismatch(
  file: string,
  expected: string,
  got: string,
  hint = "pass the parts of one job, each once",
): VisionError {
  const facts = { code: "MISMATCH", who: "tsvision merge", file, expected, hint } as const;
  return new VisionError({ ...facts, got });
}
