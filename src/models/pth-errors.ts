import { type ErrorCode, VisionError } from "../util/errors.ts";

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

/** Errors of one PyTorch file. */
export function refuseIn(file: string | undefined): Refuse {
  return (expected, got, offset, options = {}) =>
    new VisionError({
      code: options.code ?? "INVALID_FILE",
      who: "pth",
      file: file ?? "bytes",
      offset,
      expected,
      got,
      hint: options.hint ?? "the file is damaged or not from torch.save; fetch or write it again",
      ...(options.cause === undefined ? {} : { cause: options.cause }),
    });
}
