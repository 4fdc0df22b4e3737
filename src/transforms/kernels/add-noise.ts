/** How noise of mean 0 and deviation 1 is made to fit: `mean + sigma * noise`, then the limits of the values. */
export interface NoiseScale {
  readonly mean: number;
  readonly sigma: number;
  readonly clip: boolean;
}

/**
 * Each float plus noise, cut to 0..1 with `clip`; a step at a time in float32, as torch. `src` has its
 * `channels` side by side, `noise` has the values for channel 0 first, then those for channel 1.
 */
export function addNoiseToFloats(
  src: Float32Array,
  noise: Float32Array,
  channels: number,
  { mean, sigma, clip }: NoiseScale,
): Float32Array {
  const out = new Float32Array(src.length);
  const plane = src.length / channels;
  const [shift, scale] = [Math.fround(mean), Math.fround(sigma)];
  const [low, high] = clip ? [0, 1] : [-Infinity, Infinity];
  for (let c = 0, n = 0; c < channels; c++) {
    for (let i = 0, o = c; i < plane; i++, n++, o += channels) {
      const added = Math.fround(shift + Math.fround(noise[n]! * scale));
      const value = Math.fround(src[o]! + added);
      out[o] = value < low ? low : value > high ? high : value;
    }
  }
  return out;
}

/**
 * The same for bytes: the noise times 255 loses its fraction; without `clip` sums wrap around at 256,
 * as torch's do.
 */
export function addNoiseToBytes(
  src: Uint8Array,
  noise: Float32Array,
  channels: number,
  { mean, sigma, clip }: NoiseScale,
): Uint8Array {
  const out = new Uint8Array(src.length);
  const plane = src.length / channels;
  const [shift, scale] = [Math.fround(mean * 255), Math.fround(sigma * 255)];
  for (let c = 0, n = 0; c < channels; c++) {
    for (let i = 0, o = c; i < plane; i++, n++, o += channels) {
      const added = Math.fround(shift + Math.fround(noise[n]! * scale));
      const value = src[o]! + (added | 0);
      out[o] = clip ? (value < 0 ? 0 : value > 255 ? 255 : value) : value;
    }
  }
  return out;
}
