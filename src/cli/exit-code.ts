import { type ErrorCode, VisionError } from "../util/errors.ts";

// 2 tells a scheduler that trying again cannot help; 1 that it may.
const codes: Readonly<Record<ErrorCode, 1 | 2>> = {
  INVALID_ARGUMENT: 2,
  INVALID_FILE: 2,
  TAR_TRUNCATED: 2,
  TAR_CHECKSUM: 2,
  UNSUPPORTED_FORMAT: 2,
  TOO_LARGE: 2,
  NOT_FOUND: 2,
  EXISTS: 2,
  MISMATCH: 2,
  NETWORK: 1,
  WRITE_FAILED: 1,
  ENGINE: 1,
  EXHAUSTED: 1,
  WORKER: 1,
  CRASHED: 1,
  TIMEOUT: 1,
  NOT_FINITE: 1,
  ABORTED: 1,
};

/** The exit code for an error that ended a command. */
export function exitCodeOf(error: unknown): 1 | 2 {
  return error instanceof VisionError ? codes[error.code] : 1;
}

/** What a signal's end is told with: 128 and the signal's number. */
export const signalCodes = { SIGINT: 130, SIGTERM: 143 } as const;
