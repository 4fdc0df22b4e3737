import type { ErrorCode, VisionError } from "../util/errors.ts";

/** What differs from the usual error of a damaged file. */
export interface RefusalOptions {
  readonly code?: ErrorCode;
  readonly hint?: string;
  readonly cause?: unknown;
}

/** Makes the error for a file that breaks a rule; `offset` counts from the file's start. */
export type Refuse = (
  expected: string,
  got: unknown,
  offset: number,
  options?: RefusalOptions,
) => VisionError;
