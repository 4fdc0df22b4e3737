import { BLOCKED, type GraphBuilder } from "../onnx/builder.ts";
import type { TensorType } from "../op.ts";
import { sizeOf } from "../shape.ts";

/** Results a kernel, from which on laying its weights out anew costs less than the faster convolution saves. */
const RESULTS = 1000;

/** A convolution of one group over two dimensions, as ONNX counts it. */
export interface BlockedConvolution {
  /** `[n, c, h, w]` */
  readonly x: string;
  /** `[o, c, kh, kw]`, or with `turned` `[c, o, kh, kw]`. */
  readonly weight: string;
  readonly bias?: string | undefined;
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  /** Before each dimension, then behind each. */
  readonly pads: readonly number[];
  /** Whether the kernel is to be turned by 180 degrees, with inputs and outputs exchanged. */
  readonly turned: boolean;
}

/**
 * Whether a convolution with weights that change is worth the layout in which ONNX Runtime convolves constant ones:
 * channels in blocks that fill a vector, the kernel read directly, no matrix of columns. `block` 1: the machine or
 * the runtime has none.
 */
export function fitsBlocks(
  block: number,
  x: TensorType,
  [out, into]: readonly [number, number],
  results: Pick<TensorType, "shape">,
): boolean {
  if (block === 1 || x.shape.length !== 4 || sizeOf(x.shape) === 0) return false;
  const [n, , ...size] = results.shape as [number, number, ...number[]];
  return out % block === 0 && into % block === 0 && n * sizeOf(size) >= RESULTS;
}

/** A convolution on blocked channels, of `x` and to the result in the usual order. */
export function addBlocked(
  graph: GraphBuilder,
  { x, weight, bias, strides, dilations, pads, turned }: BlockedConvolution,
  [out, into, ...kernel]: readonly [number, number, ...number[]],
): string {
  const filter = laidOut(graph, weight, [out, into, ...kernel], turned);
  const inputs = [graph.blocked(x), filter, ...(bias === undefined ? [] : [bias])];
  const settings = {
    auto_pad: { string: "NOTSET" },
    group: { int: 1 },
    strides: { ints: strides },
    dilations: { ints: dilations },
    pads: { ints: pads },
  };
  const y = graph.add("Conv", inputs, settings, BLOCKED);
  const order = { channels_last: { int: 0 }, channels: { int: out } };
  return graph.add("ReorderOutput", [y], order, BLOCKED);
}

// [o, c, kernel] -> [o / b, c / b, kernel, b of c, b of o]; a turned one comes as [c, o, kernel] and is reversed.
function laidOut(
  graph: GraphBuilder,
  weight: string,
  [out, into, ...kernel]: readonly [number, number, ...number[]],
  turned: boolean,
): string {
  const b = graph.channelBlock;
  const places = sizeOf(kernel);
  const [first, second] = turned ? [into, out] : [out, into];
  const split = graph.reshape(weight, [first / b, b, second / b, b, places]);
  const order = turned ? [2, 0, 4, 1, 3] : [0, 2, 4, 3, 1];
  const blocks = graph.transpose(split, order);
  if (!turned || places === 1) return graph.reshape(blocks, [out, into, ...kernel]);
  const reversed = graph.ints(Array.from({ length: places }, (_, i) => places - 1 - i));
  const all = graph.add("Gather", [blocks, reversed], { axis: { int: 2 } });
  return graph.reshape(all, [out, into, ...kernel]);
}
