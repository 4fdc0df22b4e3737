/**
 * The Mersenne Twister MT19937 as PyTorch's CPU generator seeds and steps it
 * (Matsumoto and Nishimura 1998), so that equal seeds give equal draws there and here.
 */

const N = 624;
const M = 397;

/** The generator's whole state: 624 words and the place of the next one. */
export interface MtState {
  readonly words: Uint32Array;
  index: number;
}

/** A fresh state from a 32-bit seed. */
export function mtSeed(seed: number): MtState {
  const words = new Uint32Array(N);
  words[0] = seed >>> 0;
  for (let i = 1; i < N; i++) {
    const previous = words[i - 1]! ^ (words[i - 1]! >>> 30);
    words[i] = Math.imul(previous, 1812433253) + i; // Knuth's multiplier, TAOCP vol. 2
  }
  return { words, index: N };
}

/** The next 32 random bits; advances `state`. */
export function mtNext(state: MtState): number {
  if (state.index >= N) twist(state);
  let y = state.words[state.index++]!;
  y ^= y >>> 11;
  y ^= (y << 7) & 0x9d2c5680;
  y ^= (y << 15) & 0xefc60000;
  y ^= y >>> 18;
  return y >>> 0;
}

function twist(state: MtState): void {
  const { words } = state;
  for (let i = 0; i < N; i++) {
    const y = (words[i]! & 0x80000000) | (words[(i + 1) % N]! & 0x7fffffff);
    words[i] = words[(i + M) % N]! ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
  }
  state.index = 0;
}
