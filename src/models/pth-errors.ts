import type { Refuse } from "../io/refuse.ts";
import { VisionError } from "../util/errors.ts";

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
