import { createHash, type Hash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { VisionError } from "../util/errors.ts";
import type { PartChoice } from "./part-choice.ts";

/** What all parts of one job have in common. */
export interface PartJob {
  /** Classes named in each row. */
  readonly top: number;
  /** Inputs of the whole job, and a SHA-256 of their names in order. */
  readonly inputs: number;
  readonly inputsSha256: string;
  /** SHA-256 of the classifier's classes and parameters. */
  readonly modelSha256: string;
  /** SHA-256 of how pictures are prepared. */
  readonly pipelineSha256: string;
}

/** The last line of a part: what it holds, and of which job. */
export interface PartFooter extends PartChoice, PartJob {
  readonly kind: typeof partKind;
  /** Rows of this part, how many of them have an error, and a SHA-256 of their lines. */
  readonly rows: number;
  readonly failed: number;
  readonly rowsSha256: string;
}

/** What a footer begins with; no row does. */
export const partKind = "tsvision part 1";

/** The SHA-256 of a list of inputs, made name by name. */
export class InputsHash {
  readonly #hash: Hash = createHash("sha256");

  add(file: string): void {
    this.#hash.update(`${JSON.stringify(file)}\n`);
  }

  digest(): string {
    return this.#hash.digest("hex");
  }
}

/** The SHA-256 of a whole list of inputs. */
export function hashInputs(files: readonly string[]): string {
  const hash = new InputsHash();
  for (const file of files) hash.add(file);
  return hash.digest();
}

/** The bytes of a part: the lines as they come, then the footer. A line that `isFailed` is counted. */
export async function* partBytes(
  lines: AsyncIterable<{ readonly line: string; readonly isFailed: boolean }>,
  choice: PartChoice,
  job: PartJob,
): AsyncGenerator<Uint8Array, PartFooter, undefined> {
  const hash = createHash("sha256");
  let [rows, failed] = [0, 0];
  for await (const { line, isFailed } of lines) {
    const bytes = Buffer.from(`${line}\n`);
    hash.update(bytes);
    rows++;
    if (isFailed) failed++;
    yield bytes;
  }
  const rowsSha256 = hash.digest("hex");
  const footer = { kind: partKind, ...choice, rows, failed, rowsSha256, ...job } as const;
  yield Buffer.from(`${JSON.stringify(footer)}\n`);
  return footer;
}

const longestFooter = 4096;

/** Reads the footer of a part. Throws INVALID_FILE for a file that was cut, or is none. */
export async function readFooter(path: string): Promise<PartFooter> {
  const handle = await open(path, "r").catch((cause: unknown) => {
    throw refuse(path, cause, "NOT_FOUND");
  });
  try {
    const lines = (await tail(handle)).split("\n");
    const footer = parseFooter(lines.at(-2) ?? "");
    if (lines.at(-1) === "" && footer !== undefined) return footer;
    throw refuse(path, "a file without that last line");
  } finally {
    await handle.close();
  }
}

async function tail(handle: FileHandle): Promise<string> {
  const { size } = await handle.stat();
  const length = Math.min(size, longestFooter);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, size - length);
  return buffer.toString("utf8", 0, bytesRead);
}

/** A footer from its line; undefined for other lines. */
export function parseFooter(line: string): PartFooter | undefined {
  if (!line.startsWith(`{"kind":${JSON.stringify(partKind)},`)) return undefined;
  try {
    const footer = JSON.parse(line) as PartFooter;
    const counts = [footer.part, footer.of, footer.rows, footer.failed, footer.inputs, footer.top];
    const { rowsSha256, inputsSha256, modelSha256, pipelineSha256 } = footer;
    const isWhole =
      counts.every(Number.isSafeInteger) &&
      footer.part >= 1 &&
      footer.part <= footer.of &&
      [rowsSha256, inputsSha256, modelSha256, pipelineSha256].every(isHash);
    return isWhole ? footer : undefined;
  } catch {
    return undefined;
  }
}

function isHash(text: unknown): boolean {
  return typeof text === "string" && /^[\da-f]{64}$/.test(text);
}

function refuse(
  file: string,
  got: unknown,
  code: "INVALID_FILE" | "NOT_FOUND" = "INVALID_FILE",
): VisionError {
  return new VisionError({
    code,
    who: "tsvision",
    file,
    expected: "a part that `classify --shard` wrote, with its last line",
    got,
    hint: "check the path, or let this part be written again",
  });
}

/** In what two parts' jobs differ, in words; empty for parts of one job. */
export function jobDifferences(a: PartJob, b: PartJob): string[] {
  const words: readonly (readonly [keyof PartJob, string])[] = [
    ["inputs", "the number of inputs"],
    ["inputsSha256", "the list of inputs"],
    ["modelSha256", "the classifier"],
    ["pipelineSha256", "how pictures are prepared"],
    ["top", "--top"],
  ];
  return words.flatMap(([key, what]) => (a[key] === b[key] ? [] : [what]));
}
