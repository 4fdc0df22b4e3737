import { forwardDct, inverseDct } from "./jpeg-dct.ts";

/** Bytes of one component; both edges are multiples of 8. */
export interface BlockPlane {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Rounds the frequencies of each 8 x 8 block to multiples of `steps`, in place. */
export function quantizeBlocks({ data, width, height }: BlockPlane, steps: Uint8Array): void {
  const block = new Int32Array(64);
  const clamped = new Uint8ClampedArray(data.buffer, data.byteOffset, data.length);
  // A reciprocal a hair too large: whole quotients stay whole, others are too far below the next one.
  const reciprocals = Float64Array.from(steps, (step) => (1 + 2 ** -40) / (8 * step));
  for (let top = 0; top < height; top += 8) {
    for (let left = 0; left < width; left += 8) {
      const at = top * width + left;
      for (let i = 0, row = at; i < 64; i += 8, row += width)
        for (let x = 0; x < 8; x++) block[i + x] = data[row + x]! - 128;
      forwardDct(block);
      roundToSteps(block, steps, reciprocals);
      inverseDct(block);
      for (let i = 0, row = at; i < 64; i += 8, row += width)
        for (let x = 0; x < 8; x++) clamped[row + x] = block[i + x]! + 128;
    }
  }
}

// The nearest multiple of the step, halves away from zero; the frequencies come in 8 times too large.
function roundToSteps(block: Int32Array, steps: Uint8Array, reciprocals: Float64Array): void {
  for (let i = 0; i < 64; i++) {
    const value = block[i]!;
    const step = steps[i]!;
    const half = step << 2;
    const level =
      value < 0
        ? -(((half - value) * reciprocals[i]!) | 0)
        : ((half + value) * reciprocals[i]!) | 0;
    block[i] = level * step;
  }
}
