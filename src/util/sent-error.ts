import { type ErrorFacts, show, VisionError } from "./errors.ts";

/** An error on its way between threads or processes, which keep no classes: its facts, all of them plain. */
export interface SentError extends Omit<ErrorFacts, "got" | "cause"> {
  readonly got: string;
  readonly cause?: { readonly name: string; readonly message: string; readonly stack: string };
}

/** Whose error it is, and what was expected, where it is no VisionError. */
export type ErrorFrame = Pick<ErrorFacts, "who" | "expected">;

/** Prepares an error for sending; `place` is added to the stack of its cause. */
export function sendError(error: unknown, place: string, frame: ErrorFrame): SentError {
  const { code, who, expected, got, hint, file, offset, cause } = asVisionError(error, frame);
  const origin = cause instanceof Error ? cause : error;
  return {
    code,
    who,
    expected,
    got: show(got),
    hint,
    ...(file === undefined ? {} : { file }),
    ...(offset === undefined ? {} : { offset }),
    ...(origin instanceof Error
      ? {
          cause: {
            name: origin.name,
            message: origin.message,
            stack: `${origin.stack}\n    in ${place}`,
          },
        }
      : {}),
  };
}

/** The error again: the same code, message and file, and a cause with the original stack. */
export function receiveError({ got, cause, ...facts }: SentError): VisionError {
  // An Error is shown by its message alone: the text is not quoted once more.
  const shown = new Error(got);
  if (cause === undefined) return new VisionError({ ...facts, got: shown });
  const { name, message, stack } = cause;
  const origin = Object.assign(new Error(message), { name, stack });
  return new VisionError({ ...facts, got: shown, cause: origin });
}

function asVisionError(error: unknown, frame: ErrorFrame): VisionError {
  if (error instanceof VisionError) return error;
  return new VisionError({ ...frame, got: error, hint: "see the error's cause", cause: error });
}
