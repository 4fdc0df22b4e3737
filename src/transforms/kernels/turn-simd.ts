import { uninitializedBytes } from "../../util/allocate.ts";
import type { Kernels } from "../../util/wasm.ts";
import { withSimd } from "./simd.ts";

/** What `wasm/turn.ts` exports; places are byte offsets in its memory. */
interface TurnKernels extends Kernels {
  readonly turn: (
    channels: number,
    dst: number,
    src: number,
    height: number,
    width: number,
    first: number,
    stepX: number,
    stepY: number,
  ) => void;
}

/** Where the pixels of a turned plane come from: the first, and the steps along a row and a column. */
export interface TurnSteps {
  readonly height: number;
  readonly width: number;
  readonly first: number;
  readonly stepX: number;
  readonly stepY: number;
}

const slack = 16;

/** Bytes of a plane turned by a right angle by WebAssembly; `undefined` where there is none. */
export function turnSimd(
  src: Uint8Array,
  channels: number,
  { height, width, first, stepX, stepY }: TurnSteps,
): Uint8Array | undefined {
  const to = src.length + slack;
  return withSimd("turn", to + src.length + slack, ({ memory, turn }: TurnKernels) => {
    new Uint8Array(memory.buffer).set(src);
    turn(channels, to, 0, height, width, first, stepX, stepY);
    const out = uninitializedBytes(src.length);
    out.set(new Uint8Array(memory.buffer, to, src.length));
    return out;
  });
}
