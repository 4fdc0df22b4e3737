import { cat, type Tensor, zeros } from "../../tensor/index.ts";
import { expected } from "../../util/errors.ts";

/** How a convolution goes on beyond its input's edge. */
export type PaddingMode = "zeros" | "reflect" | "replicate" | "circular";

/** The names of the padding modes. */
export const paddingModes: readonly PaddingMode[] = ["zeros", "reflect", "replicate", "circular"];

// The element that stands at `i`, from -before to length + after - 1.
const sources: Readonly<Record<PaddingMode, (i: number, length: number) => number>> = {
  zeros: (i) => i,
  reflect: (i, length) => (i < 0 ? -i : 2 * (length - 1) - i),
  replicate: (i, length) => (i < 0 ? 0 : length - 1),
  circular: (i, length) => (i + length) % length,
};

/** `x` with as many elements before and after each of its last dimensions, of the kind that `mode` says. */
export function padEdges(
  x: Tensor,
  before: readonly number[],
  after: readonly number[],
  mode: PaddingMode = "zeros",
): Tensor {
  const first = x.shape.length - before.length;
  return before.reduce((part, low, i) => padDim(part, first + i, low, after[i]!, mode), x);
}

function padDim(x: Tensor, dim: number, low: number, high: number, mode: PaddingMode): Tensor {
  if (low === 0 && high === 0) return x;
  const length = x.shape[dim]!;
  const most = { zeros: Infinity, reflect: length - 1, replicate: Infinity, circular: length };
  if (Math.max(low, high) > most[mode] || length === 0) {
    const what = `padding that ${mode} can take from ${length} elements`;
    throw expected("pad", what, [low, high], "pad less, or pass a larger input");
  }
  const row = (i: number) =>
    mode === "zeros"
      ? zeros(x.shape.map((n, at) => (at === dim ? 1 : n)))
      : x.narrow(dim, sources[mode](i, length), 1);
  const head = Array.from({ length: low }, (_, i) => row(i - low));
  const tail = Array.from({ length: high }, (_, i) => row(length + i));
  return cat([...head, x, ...tail], dim);
}
