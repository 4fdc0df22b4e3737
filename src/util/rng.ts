import { expected } from "./errors.ts";
import { type MtState, mtFill, mtNext, mtSeed, mtSkip } from "./mt19937.ts";

/** A generator's state as plain data: it goes into checkpoints. */
export interface RngState {
  readonly words: readonly number[];
  readonly index: number;
  /** The second value of the last Box-Muller pair, if it was not used yet. */
  readonly spareNormal?: number | undefined;
}

/**
 * A seeded source of random numbers that draws as PyTorch's CPU generator does: after
 * `torch.manual_seed(s)` and `new Rng(s)` the same calls give the same numbers.
 * @example const rng = new Rng(0); rng.next(); // 0.4962565898895264, as torch.rand(1) after manual_seed(0)
 */
export class Rng {
  /**
   * While true, first weights are zeros and their numbers passed over: for nets whose weights come from a file.
   * What is drawn after that is the same as ever.
   */
  isSkipping = false;
  #state: MtState;
  #passedOver = 0;
  #spareNormal: number | undefined;

  constructor(seed: number) {
    if (!Number.isSafeInteger(seed))
      throw expected("Rng", "a whole number as seed", seed, "pass an integer");
    this.#state = mtSeed(seed % 2 ** 32);
  }

  /** 32 random bits. */
  u32(): number {
    if (this.#passedOver > 0) this.#catchUp();
    return mtNext(this.#state);
  }

  /** A float32 value, uniform in [0, 1): the low 24 bits of one draw, as `torch.rand`. */
  next(): number {
    return (this.u32() & 0xffffff) * 2 ** -24;
  }

  /** Fills `out` with what as many calls of `next` give, but faster: as `torch.rand(n)`. */
  fill(out: Float32Array): void {
    this.#catchUp();
    mtFill(this.#state, out);
  }

  /** Passes over what `count` calls of `next` give. It takes its time with the next draw, if there is one. */
  skip(count: number): void {
    this.#passedOver += count;
  }

  #catchUp(): void {
    mtSkip(this.#state, this.#passedOver);
    this.#passedOver = 0;
  }

  /** A float32 value, uniform in [low, high): as `tensor.uniform_(low, high)`. */
  uniform(low: number, high: number): number {
    const span = Math.fround(Math.fround(high) - Math.fround(low));
    // torch rounds once, at the end: its CPU generator multiplies and adds in double precision.
    return Math.fround(this.next() * span + Math.fround(low));
  }

  /** A whole number in [low, high): as `torch.randint(low, high, ())`. */
  int(low: number, high: number): number {
    if (!(high > low)) throw expected("Rng.int", "low < high", { low, high }, "widen the range");
    // From 2^32 on torch draws 64 bits; nothing here needs that.
    if (high - low > 2 ** 32)
      throw expected("Rng.int", "a range of at most 2^32", { low, high }, "narrow the range");
    return low + (this.u32() % (high - low));
  }

  /** A shuffled 0..n-1: as `torch.randperm(n)`. */
  permutation(n: number): Uint32Array {
    const order = Uint32Array.from({ length: n }, (_, i) => i);
    for (let i = 0; i < n - 1; i++) {
      const j = i + (this.u32() % (n - i));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    return order;
  }

  /** A standard normal value in double precision (Box-Muller, cosine first): as `torch.randn(1)`. */
  normal(): number {
    const spare = this.#spareNormal;
    if (spare !== undefined) {
      this.#spareNormal = undefined;
      return spare;
    }
    const angle = 2 * Math.PI * this.double();
    const radius = Math.sqrt(-2 * Math.log1p(-this.double()));
    this.#spareNormal = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  /** A draw of the exponential distribution of rate 1, float32: as `torch.empty(1).exponential_()`. */
  exponential(): number {
    return Math.fround(-Math.log1p(-this.double()));
  }

  /**
   * A place in `weights`, drawn in their proportions: as `torch.multinomial(weights, 1)`. The weights
   * are not negative and not all 0.
   */
  choice(weights: readonly number[]): number {
    let [best, most] = [0, -1];
    for (let i = 0; i < weights.length; i++) {
      const score = Math.fround(Math.fround(weights[i]!) / this.exponential());
      if (score > most) [best, most] = [i, score];
    }
    return best;
  }

  /** The state as plain data. */
  state(): RngState {
    this.#catchUp();
    const words = Array.from(this.#state.words);
    return { words, index: this.#state.index, spareNormal: this.#spareNormal };
  }

  /** Continues from a state that `state()` gave. */
  setState({ words, index, spareNormal }: RngState): void {
    if (words.length !== 624 || !(index >= 0 && index <= 624)) {
      throw expected(
        "Rng.setState",
        "624 words and an index",
        { words: words.length, index },
        "pass what state() gave",
      );
    }
    this.#state = { words: Uint32Array.from(words), index };
    this.#passedOver = 0;
    this.#spareNormal = spareNormal;
  }

  /** A float64 value, uniform in [0, 1): as `torch.rand(1, dtype=torch.float64)`. */
  double(): number {
    // 53 random bits: the first draw is the high word.
    const high = this.u32() & 0x1fffff;
    return (high * 2 ** 32 + this.u32()) * 2 ** -53;
  }
}

/**
 * The generator of one sample: it depends on its arguments alone, so neither the number of workers
 * nor the order of work nor a resume changes what a sample gets.
 * @example const rng = rngFor(seed, epoch, index);
 */
export function rngFor(seed: number, ...path: readonly number[]): Rng {
  let hash = mix((seed % 2 ** 32) ^ mix(Math.floor(seed / 2 ** 32)));
  for (const step of path) hash = mix(hash ^ mix((step + 0x9e3779b9) | 0));
  return new Rng(hash);
}

// MurmurHash3's finaliser: every input bit changes every output bit with probability about 1/2.
function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
