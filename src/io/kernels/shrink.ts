/**
 * `[height, width, channels]` bytes with each square of `step` x `step` pixels made its mean, halves rounded
 * up; squares at the right and lower edge may be cut. Gives `[ceil(height / step), ceil(width / step), channels]`.
 */
export function shrinkBytes(
  src: Uint8Array,
  height: number,
  width: number,
  channels: number,
  step: number,
): Uint8Array {
  const wide = Math.ceil(width / step);
  const tall = Math.ceil(height / step);
  const out = new Uint8Array(tall * wide * channels);
  const sums = new Uint32Array(wide * channels);
  for (let top = 0, o = 0; top < height; top += step) {
    const rows = Math.min(step, height - top);
    sums.fill(0);
    for (let y = top; y < top + rows; y++)
      for (let x = 0, i = y * width * channels; x < width; x++) {
        const to = Math.floor(x / step) * channels;
        for (let c = 0; c < channels; c++, i++) sums[to + c]! += src[i]!;
      }
    for (let x = 0, s = 0; x < wide; x++) {
      const count = rows * Math.min(step, width - x * step);
      for (let c = 0; c < channels; c++, s++, o++)
        out[o] = Math.floor((sums[s]! + count / 2) / count);
    }
  }
  return out;
}
