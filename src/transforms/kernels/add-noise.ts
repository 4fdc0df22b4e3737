/**
 * Each float plus noise, cut to 0..1 with `clip`, in float32 as torch. `src` has its `channels` side by
 * side, `noise` has the values for channel 0 first, then those for channel 1.
 */
export function addNoiseToFloats(
  src: Float32Array,
  noise: Float32Array,
  channels: number,
  clip: boolean,
): Float32Array {
  const out = new Float32Array(src.length);
  const plane = src.length / channels;
  const low = clip ? 0 : -Infinity;
  const high = clip ? 1 : Infinity;
  // min and max have no branch, which noise would make the processor guess wrong
  for (let c = 0, n = 0; c < channels; c++)
    for (let i = 0, o = c; i < plane; i++, n++, o += channels)
      out[o] = Math.max(low, Math.min(high, src[o]! + noise[n]!));
  return out;
}

/** The same for bytes: noise loses its fraction; without `clip` sums wrap around at 256, as torch's do. */
export function addNoiseToBytes(
  src: Uint8Array,
  noise: Float32Array,
  channels: number,
  clip: boolean,
): Uint8Array {
  const out = new Uint8Array(src.length);
  // Storing in a clamped array cuts without a branch.
  const target = clip ? new Uint8ClampedArray(out.buffer) : out;
  const plane = src.length / channels;
  for (let c = 0, n = 0; c < channels; c++)
    for (let i = 0, o = c; i < plane; i++, n++, o += channels)
      target[o] = src[o]! + (noise[n]! | 0);
  return out;
}
