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
  return temper(state.words[state.index++]!) >>> 0;
}

/** Fills `out` with float32 values in [0, 1), each the low 24 of the next 32 bits; advances `state`. */
export function mtFill(state: MtState, out: Float32Array): void {
  const { words } = state;
  for (let at = 0; at < out.length; ) {
    if (state.index >= N) twist(state);
    const start = state.index;
    const end = Math.min(N, start + out.length - at);
    for (let i = start; i < end; i++) out[at++] = (temper(words[i]!) & 0xffffff) * 2 ** -24;
    state.index = end;
  }
}

/** Advances `state` as `count` draws do, without making their numbers. */
export function mtSkip(state: MtState, count: number): void {
  for (let left = count; left > 0; ) {
    if (state.index >= N) twist(state);
    const step = Math.min(left, N - state.index);
    state.index += step;
    left -= step;
  }
}

function temper(word: number): number {
  let y = word ^ (word >>> 11);
  y ^= (y << 7) & 0x9d2c5680;
  y ^= (y << 15) & 0xefc60000;
  return y ^ (y >>> 18);
}

function twist(state: MtState): void {
  const { words } = state;
  // words[i + M] and words[i + 1] for i < N, indices modulo N without a division
  for (let i = 0; i < N - M; i++) words[i] = words[i + M]! ^ twisted(words[i]!, words[i + 1]!);
  for (let i = N - M; i < N - 1; i++)
    words[i] = words[i + M - N]! ^ twisted(words[i]!, words[i + 1]!);
  words[N - 1] = words[M - 1]! ^ twisted(words[N - 1]!, words[0]!);
  state.index = 0;
}

function twisted(word: number, next: number): number {
  const y = (word & 0x80000000) | (next & 0x7fffffff);
  return (y >>> 1) ^ (-(y & 1) & 0x9908b0df);
}
