import { uninitializedBytes } from "../../util/allocate.ts";
import type { Kernels } from "../../util/wasm.ts";
import type { AffineMatrix } from "./affine-matrix.ts";
import { fillPixels } from "./gather.ts";
import type { Coefficients } from "./places.ts";
import { withSimd } from "./simd.ts";
import type { Ground, Plane } from "./warp-bytes.ts";

/** What `wasm/warp.ts` exports; places are byte offsets in its memory. */
interface WarpKernels extends Kernels {
  readonly warp: (
    mode: number,
    channels: number,
    dst: number,
    src: number,
    w: number,
    h: number,
    width: number,
    height: number,
    map: number,
    tilted: boolean,
    xs: number,
    pitch: number,
  ) => void;
  readonly run: (
    channels: number,
    dst: number,
    end: number,
    src: number,
    w: number,
    x: number,
    y: number,
    stepX: number,
    stepY: number,
  ) => void;
  readonly weigh: (channels: number, at: number, end: number) => void;
  readonly unweigh: (channels: number, at: number, end: number) => void;
}

const modes = { nearest: 0, bilinear: 1, bicubic: 2 } as const;
const slack = 16;
const align = (at: number): number => Math.ceil(at / 16) * 16;

/**
 * The warps of `warp-bytes` by WebAssembly, the same bytes, between colours that are weighed by alpha
 * where the mode mixes them; `undefined` where there is none.
 */
export function warpSimd(
  src: Plane,
  map: AffineMatrix | Coefficients,
  mode: keyof typeof modes,
  ground: Ground,
): Uint8Array | undefined {
  const { height, width } = ground;
  const { channels, height: h, width: w } = src;
  const xs = 64; // the map comes first
  const pitch = align(8 * (width + 1));
  const from = align(xs + 5 * pitch);
  return withGround(src, from, ground, (kernels, to) => {
    new Float64Array(kernels.memory.buffer, 0, 8).set(map);
    const tilted = map.length === 8;
    const weighed = mode !== "nearest" && channels % 2 === 0;
    if (weighed) kernels.weigh(channels, from, from + src.data.length);
    kernels.warp(modes[mode], channels, to, from, w, h, width, height, 0, tilted, xs, pitch);
    if (weighed) kernels.unweigh(channels, to, to + height * width * channels);
  });
}

/** A run of output pixels that all lie inside the source: places in 16.16 fixed point, bytes of output. */
export interface Run {
  readonly start: number;
  readonly end: number;
  readonly x: number;
  readonly y: number;
}

/** Runs of pixels copied by WebAssembly; `undefined` where there is none. */
export function copyRunsSimd(
  src: Plane,
  runs: readonly Run[],
  [stepX, stepY]: readonly [number, number],
  ground: Ground,
): Uint8Array | undefined {
  return withGround(src, 0, ground, ({ run }, to) => {
    for (const { start, end, x, y } of runs)
      run(src.channels, to + start, to + end, 0, src.width, x, y, stepX, stepY);
  });
}

// The source goes to `from`, the ground to `to`; what `use` makes of the latter is the result.
function withGround(
  src: Plane,
  from: number,
  { height, width, fill }: Ground,
  use: (kernels: WarpKernels, to: number) => void,
): Uint8Array | undefined {
  const length = height * width * src.channels;
  const to = align(from + src.data.length + slack);
  return withSimd("warp", to + length + slack, (kernels: WarpKernels) => {
    const memory = new Uint8Array(kernels.memory.buffer);
    memory.set(src.data, from);
    const result = memory.subarray(to, to + length);
    if (fill.every((value) => value === fill[0])) result.fill(fill[0]!);
    else fillPixels(result, fill);
    use(kernels, to);
    const out = uninitializedBytes(length);
    out.set(result);
    return out;
  });
}
