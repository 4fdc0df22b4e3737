/**
 * `count` numbers in [low, high) that depend on `seed` and the place only: the bits of place and seed stirred by the
 * finalizer of MurmurHash3, so any language makes the same ones.
 */
export function numbers(count: number, seed: number, low = 0, high = 1): Float32Array {
  return Float32Array.from(
    { length: count },
    (_, i) => low + (high - low) * (stir(i + Math.imul(seed, 0x9e3779b1)) / 2 ** 32),
  );
}

/** `count` whole numbers in [0, classes), made like `numbers`. */
export function labels(count: number, seed: number, classes: number): Uint8Array {
  return Uint8Array.from(numbers(count, seed, 0, classes), Math.floor);
}

function stir(bits: number): number {
  let x = bits | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}
