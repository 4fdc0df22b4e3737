import type { Tensor } from "../../tensor/index.ts";

/** How a convolution goes on beyond its input's edge. */
export type PaddingMode = "zeros" | "reflect" | "replicate" | "circular";

/** The names of the padding modes. */
export const paddingModes: readonly PaddingMode[] = ["zeros", "reflect", "replicate", "circular"];

/** `x` with elements before and after each of its last dimensions, of the kind that `mode` says. */
export function padEdges(
  x: Tensor,
  before: readonly number[],
  after: readonly number[],
  mode: PaddingMode = "zeros",
): Tensor {
  if ([...before, ...after].every((count) => count === 0)) return x;
  // `pad` wants the last dimension first.
  const padding = before.flatMap((count, i) => [after[i]!, count]).reverse();
  return x.pad(padding, { mode: mode === "zeros" ? "constant" : mode });
}
