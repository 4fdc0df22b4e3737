import { visible } from "./visible.ts";

/** What kind of thing went wrong; stable, so that programs may branch on it. */
export type ErrorCode =
  | "INVALID_ARGUMENT" // a value, shape, dtype or option that the call cannot take
  | "INVALID_FILE" // a file whose content breaks its format's rules
  | "TAR_TRUNCATED" // a tar archive that ends before its end mark
  | "TAR_CHECKSUM" // a tar header that is damaged, or no tar header at all
  | "UNSUPPORTED_FORMAT" // a file of a kind that is not on the allow-list
  | "TOO_LARGE" // a stated limit would be passed
  | "NOT_FOUND" // a path, name or key that does not exist
  | "EXISTS" // something would be overwritten without being asked to
  | "MISMATCH" // two things that must fit together do not (checkpoint and model, ...)
  | "NETWORK" // a download failed; what was there before is untouched
  | "WRITE_FAILED" // a file could not be written; what was there before is untouched
  | "ENGINE" // the tensor engine is absent, or failed
  | "EXHAUSTED" // the system has no file handles or memory left; no fault of a file
  | "WORKER" // a worker thread ended, or a thread or process could not start
  | "CRASHED" // a process of its own that decoded a file ended over it
  | "TIMEOUT" // something took longer than it may
  | "NOT_FINITE" // NaN or infinity where training needs finite numbers
  | "ABORTED"; // stopped by a signal or by the caller

/** Codes that say nothing about a file: whatever policy leaves bad data out must not leave out these. */
export const notOfData: readonly ErrorCode[] = ["ABORTED", "ENGINE", "EXHAUSTED", "WORKER"];

/** The facts of an error: who refuses, what was expected, what came, what to do about it. */
export interface ErrorFacts {
  readonly code?: ErrorCode;
  readonly who: string;
  readonly expected: string;
  readonly got: unknown;
  readonly hint: string;
  readonly file?: string;
  readonly offset?: number;
  readonly cause?: unknown;
}

/** The one error class of tsvision: `code` to branch on, the facts as fields, the message in one line. */
export class VisionError extends Error {
  readonly code: ErrorCode;
  readonly who: string;
  readonly expected: string;
  readonly got: unknown;
  readonly hint: string;
  readonly file: string | undefined;
  readonly offset: number | undefined;

  constructor(facts: ErrorFacts) {
    super(messageOf(facts), facts.cause === undefined ? undefined : { cause: facts.cause });
    this.name = "VisionError";
    this.code = facts.code ?? "INVALID_ARGUMENT";
    this.who = facts.who;
    this.expected = facts.expected;
    this.got = facts.got;
    this.hint = facts.hint;
    this.file = facts.file;
    this.offset = facts.offset;
  }
}

/**
 * Makes the error for an argument that a call cannot take; throw what it returns.
 * @example throw expected("conv2d", "input channels divisible by groups=4", { channels: 6 }, "check outChannels");
 */
export function expected(who: string, what: string, got: unknown, hint: string): VisionError {
  return new VisionError({ who, expected: what, got, hint });
}

function messageOf({ who, expected: what, got, hint, file, offset }: ErrorFacts): string {
  const place =
    file === undefined ? "" : ` ${file}${offset === undefined ? "" : ` at byte ${offset}`}:`;
  // Names of files may hold anything, also what a terminal obeys.
  return visible(`${who}:${place} expected ${what}, got ${show(got)}; ${hint}`);
}

/** Prints a value in one short line: shapes as `[2, 3]`, strings quoted, long things cut. */
export function show(value: unknown, limit = 120): string {
  const text = showWhole(value, 0);
  return text.length > limit ? `${text.slice(0, limit - 3)}...` : text;
}

function showWhole(value: unknown, depth: number): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return `function ${value.name || "(anonymous)"}`;
  if (value === null || typeof value !== "object") return String(value);
  if (value instanceof Error) return value.message;
  if (Array.isArray(value)) {
    if (depth > 4) return "[...]"; // it may hold itself
    const items = value.slice(0, 12).map((item) => showWhole(item, depth + 1));
    return `[${items.join(", ")}${value.length > 12 ? ", ..." : ""}]`;
  }
  const name = value.constructor?.name ?? "Object";
  if (ArrayBuffer.isView(value)) return `${name}(${value.byteLength} bytes)`;
  if (name !== "Object" || depth > 2) return name;
  const fields = Object.entries(value).map(
    ([key, item]) => `${key}: ${showWhole(item, depth + 1)}`,
  );
  return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
}
