import type { Size } from "../../sample/index.ts";
import { uninitialized, uninitializedBytes } from "../../util/allocate.ts";
import type { Kernels } from "../../util/wasm.ts";
import type { Layout } from "./gather.ts";
import type { Places } from "./places.ts";
import { withSimd } from "./simd.ts";

/** What `wasm/warp-torch.ts` exports; places are byte offsets in its memory. */
interface TorchKernels extends Kernels {
  readonly bilinearRow: (
    channels: number,
    bytes: boolean,
    filling: boolean,
    dst: number,
    src: number,
    w: number,
    h: number,
    width: number,
    xs: number,
    ys: number,
    fill: number,
  ) => void;
}

const slack = 16;
const align = (at: number): number => Math.ceil(at / 16) * 16;

/**
 * `warpTorchBilinear` by WebAssembly, the same bits; bytes come back as bytes, rounded, halves to even.
 * `undefined` where there is none.
 */
export function warpTorchSimd<T extends Float32Array | Uint8Array>(
  src: T,
  { channels, height: h, width: w }: Layout,
  places: Places,
  [height, width]: Size,
  fill: readonly number[] | null,
): T | undefined {
  const bytes = src instanceof Uint8Array;
  const [xs, ys] = [16, align(16 + 8 * width)]; // the fill comes first
  const from = align(ys + 8 * width);
  const to = align(from + 4 * src.length + slack);
  const stride = width * channels * (bytes ? 1 : 4);
  return withSimd("warp-torch", to + height * stride + slack, (kernels: TorchKernels) => {
    const { buffer } = kernels.memory;
    const values = new Float32Array(buffer);
    values.fill(0, 0, 4);
    if (fill !== null) values.set(fill);
    values.set(src, from / 4);
    const [rowX, rowY] = [xs, ys].map((at) => new Float64Array(buffer, at, width)) as [
      Float64Array,
      Float64Array,
    ];
    for (let y = 0; y < height; y++) {
      places(y, rowX, rowY);
      const at = to + y * stride;
      kernels.bilinearRow(channels, bytes, fill !== null, at, from, w, h, width, xs, ys, 0);
    }
    return resultOf(buffer, to, height * width * channels, bytes) as T;
  });
}

function resultOf(buffer: ArrayBuffer, at: number, length: number, bytes: boolean) {
  if (!bytes) {
    const out = uninitialized(length);
    out.set(new Float32Array(buffer, at, length));
    return out;
  }
  const out = uninitializedBytes(length);
  out.set(new Uint8Array(buffer, at, length));
  return out;
}
