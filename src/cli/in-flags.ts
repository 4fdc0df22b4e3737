import { VisionError } from "../util/errors.ts";

const words: readonly (readonly [option: RegExp, flag: string])[] = [
  [/(with|pass) resume: true/g, "$1 --resume"],
  [/pass overwrite: true/g, "pass --force"],
  [/, or pass allowEmpty: true/g, ""],
  [/remove these folders$/, "or remove these folders"],
];

/** An error of the library, its hint in the words of the command line; other errors as they are. */
export function inFlags(error: unknown): unknown {
  if (!(error instanceof VisionError)) return error;
  const hint = words.reduce((text, [option, flag]) => text.replace(option, flag), error.hint);
  return hint === error.hint ? error : withHint(error, hint);
}

/** The same error with another hint. */
export function withHint(error: VisionError, hint: string): VisionError {
  const { code, who, expected, got, file, offset } = error;
  return new VisionError({
    code,
    who,
    expected,
    got,
    hint,
    cause: error,
    ...(file === undefined ? {} : { file }),
    ...(offset === undefined ? {} : { offset }),
  });
}
