import type { Size } from "../sample/index.ts";
import { checkInteger } from "../util/check.ts";
import { expected } from "../util/errors.ts";
import type { JpegShrink } from "./kernels/jpeg-plan.ts";

/** The least size that a picture may be decoded at: one number for both edges, or `[height, width]`. */
export type DraftSize = number | Size;

/** Checks a draft's size; a number becomes `[number, number]`. */
export function checkDraft(who: string, draft: DraftSize): Size {
  const size = typeof draft === "number" ? [draft, draft] : draft;
  if (!Array.isArray(size) || size.length !== 2)
    throw expected(who, "draft to be a number or [height, width]", draft, "pass, for example, 256");
  for (const edge of size) checkInteger(who, "draft", edge as number, { low: 1 });
  return [size[0] as number, size[1] as number];
}

/** By what a picture's edges may be divided so that both stay as asked: Pillow's `Image.draft`. */
export function shrinkFor(
  { height, width }: { height: number; width: number },
  draft?: Size,
): JpegShrink {
  if (draft === undefined) return 1;
  const most = Math.min(Math.floor(height / draft[0]), Math.floor(width / draft[1]));
  return most >= 8 ? 8 : most >= 4 ? 4 : most >= 2 ? 2 : 1;
}
