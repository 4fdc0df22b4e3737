import { uninitialized } from "../../util/allocate.ts";
import type { Kernels } from "../../util/wasm.ts";
import { withSimd } from "./simd.ts";

/** What `wasm/planar.ts` exports. */
interface PlanarKernels extends Kernels {
  readonly bytesToPlanes: (
    channels: number,
    dst: number,
    plane: number,
    src: number,
    rows: number,
    width: number,
    mirror: boolean,
    tables: number,
  ) => void;
  readonly normalize: (dst: number, src: number, count: number, mean: number, std: number) => void;
}

// Values go through the kernels' memory in blocks of about this many pixels, which stay in the cache.
const block = 4096;

/** `bytesToPlanes` of planar.ts by the kernels; `undefined` where there are none. */
export function bytesToPlanesSimd(
  src: Uint8Array,
  channels: number,
  tables: Float32Array,
  mirrored: number | undefined,
): Float32Array | undefined {
  const size = src.length / channels;
  // Rows matter where they are turned round only; else any run of pixels is a row.
  const width = mirrored ?? Math.min(size, block);
  const rows = Math.max(1, Math.floor(block / width));
  const plane = 4 * rows * width;
  const [from, to] = [4096, align(4096 + rows * width * channels)];
  return withSimd("planar", to + plane * channels, (kernels: PlanarKernels) => {
    const bytes = new Uint8Array(kernels.memory.buffer);
    const floats = new Float32Array(kernels.memory.buffer);
    const out = uninitialized(src.length);
    floats.set(tables);
    for (let p = 0; p < size; p += rows * width) {
      const count = Math.min(rows * width, size - p);
      bytes.set(src.subarray(p * channels, (p + count) * channels), from);
      const [tall, wide] = mirrored === undefined ? [1, count] : [count / width, width];
      kernels.bytesToPlanes(channels, to, plane, from, tall, wide, mirrored !== undefined, 0);
      for (let c = 0, at = to / 4; c < channels; c++, at += plane / 4)
        out.set(floats.subarray(at, at + count), c * size + p);
    }
    return out;
  });
}

/** `normalizePlanes` of normalize.ts by the kernels; `undefined` where there are none. */
export function normalizeSimd(
  src: Float32Array,
  size: number,
  mean: Float32Array,
  std: Float32Array,
): Float32Array | undefined {
  const length = Math.min(size, 2 * block);
  return withSimd("planar", 8 * length + 32, (kernels: PlanarKernels) => {
    const floats = new Float32Array(kernels.memory.buffer);
    const out = uninitialized(src.length);
    const to = align(4 * length);
    for (let start = 0, plane = 0; start < src.length; start += size, plane++) {
      const [m, s] = [mean[plane % mean.length]!, std[plane % std.length]!];
      for (let p = start; p < start + size; p += length) {
        const count = Math.min(length, start + size - p);
        floats.set(src.subarray(p, p + count));
        kernels.normalize(to, 0, count, m, s);
        out.set(floats.subarray(to / 4, to / 4 + count), p);
      }
    }
    return out;
  });
}

function align(offset: number): number {
  return Math.ceil(offset / 16) * 16;
}
